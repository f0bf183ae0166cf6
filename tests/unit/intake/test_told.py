"""What a story told, as its owner confirms it."""

from datetime import date

import pytest

from care_triage.intake.told import hear, keep, kept_keys, told_lines
from care_triage.intake.types import Answers
from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.triage.told import told
from tests.support.understanding import SHIPPED

SPECS = read_contents(SHIPPED).document.fact_by_name


def heard(story: str, **answered: object) -> Answers:
    answers = hear(Answers(story=story), told(story, date(2026, 11, 23)))
    for fact, value in answered.items():
        answers = answers.answer(fact, value)
    return answers


def names(answers: Answers) -> list[str]:
    return [line.key for line in told_lines(answers, SPECS, "fr")]


@pytest.mark.parametrize("ticked", [True, False])
def test_who_is_owed_and_who_claims_it_is_one_line_where_the_same_words_say_both(ticked: bool) -> None:
    answers = heard("Je dois 12 000 € à l'Urssaf.")
    assert {line["fact"] for line in answers.told} >= {"public_debts", "creditor"}
    assert "public_debts:urssaf" in names(answers)
    assert "creditor" not in names(answers)
    facts = keep(answers, ["public_debts:urssaf"] if ticked else []).facts
    assert facts == ({"public_debts": ["urssaf"], "creditor": "urssaf"} if ticked else {})


def test_who_claims_it_has_its_own_line_where_the_debt_is_not_shown_or_not_sure() -> None:
    assert "creditor" in names(heard("Je dois 12 000 € à l'Urssaf.", public_debts=["msa"]))
    # Which tax it is must be asked; that the tax office claims it is certain.
    unsure = heard("Je dois 12 000 € aux impôts.")
    assert names(unsure)[-2:] == ["creditor", "public_debts:fiscal_is"]
    assert "creditor" in kept_keys(told_lines(unsure, SPECS, "fr"))


def test_two_creditors_are_not_taken_for_one() -> None:
    assert "creditor" in names(heard("Je dois 12 000 € à l'Urssaf et 3 000 € de TVA."))
