"""For whom an aid is: yes, to check, no. Nothing is hidden, and knowing more never takes a yes or a no back."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rules import Kind
from care_triage.triage.aids.judging import Verdict
from care_triage.triage.aids.shown import steps_of, today_for
from care_triage.triage.document import FactSpec, RuleSetDocument
from care_triage.triage.rule_set import RuleSet

ON = date(2026, 11, 23)
ROANNE = frozenset({"commune:42187", "court:roanne", "dep:42", "region:84", "fr"})
DATA = Path(__file__).parents[4] / "care_triage" / "data"


@cache
def rules() -> RuleSet:
    return RuleSet(1, 1, read_contents(DATA).document)


def verdicts(subject: str, facts: dict[str, Any], territory: frozenset[str] = ROANNE) -> dict[str, Verdict]:
    return {found.aid.slug: found.verdict for found in rules().aids_for(subject, facts, territory, ON)}


def _values(spec: FactSpec) -> st.SearchStrategy[Any]:
    codes = [value.code for value in spec.values]
    by_kind: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.BOOLEAN: st.booleans(),
        Kind.INTEGER: st.integers(0, 1200),
        Kind.MONEY: st.integers(0, 10**6).map(lambda euros: str(Decimal(euros))),
        Kind.DATE: st.dates(date(2020, 1, 1), date(2028, 1, 1)).map(lambda day: day.isoformat()),
        Kind.SET: st.lists(st.sampled_from(codes or ["-"]), unique=True),
        Kind.ENUM: st.sampled_from(codes or ["-"]),
    }
    return by_kind[spec.kind]


@st.composite
def _situations(draw: st.DrawFn) -> tuple[str, dict[str, Any], str]:
    """A subject, everything known, and the one fact of it that was unknown before."""
    document = rules().document
    read = sorted({name for aid in document.aids for way in (aid.when, *aid.ways) for name in way})
    names = draw(st.lists(st.sampled_from(read), min_size=1, unique=True))
    subject = draw(st.sampled_from(sorted({slug for aid in document.aids for slug in aid.subjects})))
    facts = {name: draw(_values(document.fact_by_name[name])) for name in names}
    return subject, facts, draw(st.sampled_from(names))


@given(_situations())
def test_an_answer_moves_an_aid_out_of_to_check_and_never_back(situation: tuple[str, dict[str, Any], str]) -> None:
    subject, facts, late = situation
    before = verdicts(subject, {name: value for name, value in facts.items() if name != late})
    after = verdicts(subject, facts)
    assert before.keys() == after.keys()
    assert all(before[slug] in (Verdict.CHECK, after[slug]) for slug in before)


@given(_situations())
def test_the_place_too_moves_an_aid_only_out_of_to_check(situation: tuple[str, dict[str, Any], str]) -> None:
    subject, facts, _ = situation
    before, after = verdicts(subject, facts, frozenset()), verdicts(subject, facts)
    assert before.keys() == after.keys()
    assert all(before[slug] in (Verdict.CHECK, after[slug]) for slug in before)


def test_with_nothing_known_no_aid_of_the_subject_is_missing_and_none_is_refused_but_for_its_dates() -> None:
    document = rules().document
    for slug in {slug for aid in document.aids for slug in aid.subjects}:
        found = rules().aids_for(slug, {}, frozenset(), ON)
        assert [each.aid.slug for each in found] == [aid.slug for aid in document.aids if slug in aid.subjects]
        assert all(each.aid.ended(ON) for each in found if each.verdict is Verdict.NO)


def test_the_share_of_the_employees_decides_about_a_payment_plan() -> None:
    known = {"employees": 4, "procedure_open": "none"}
    assert verdicts("dette-urssaf", known)["delai-urssaf"] is Verdict.CHECK
    assert verdicts("dette-urssaf", {**known, "salary_share_paid": True})["delai-urssaf"] is Verdict.YES
    assert verdicts("dette-urssaf", {**known, "salary_share_paid": False})["delai-urssaf"] is Verdict.NO
    alone = {"employees": 0, "salary_share_paid": False, "procedure_open": "none"}
    assert verdicts("dette-urssaf", alone)["delai-urssaf"] is Verdict.YES


def test_what_stands_against_an_aid_and_what_it_waits_for_is_said() -> None:
    today = today_for(rules(), "cessation-paiements", {"activity": "agricole"}, ROANNE, ON, "fr")
    against = {shown.aid.slug: shown.against for shown in today.aids.no}
    assert against["conciliation"][0].startswith("Votre activité\u00a0: Agriculture")
    waits = {shown.aid.slug: [ask.fact for ask in shown.asks] for shown in today.aids.check}
    assert waits["redressement-judiciaire"] == ["cessation_of_payments", "procedure_open"]


def test_an_aid_of_another_region_and_one_that_is_over_are_shown_with_the_reason() -> None:
    today = today_for(rules(), "tresorerie-tendue", {}, ROANNE, ON, "fr")
    others = {shown.aid.slug: shown for shown in today.aids.no}
    assert others["avances-region-bfc"].is_elsewhere
    assert others["fonds-urgence-intercommunal-2020"].is_over


def test_nobody_reads_how_an_owner_feels_in_an_aid() -> None:
    sensitive = {fact.name for fact in rules().document.vocabulary if fact.sensitive}
    for aid in rules().document.aids:
        assert not sensitive & {name for way in (aid.when, *aid.ways) for name in way}


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_every_subject_with_aids_reads_well_in_both_languages(locale: str) -> None:
    for aid in rules().document.aids:
        for text in (aid.name, aid.operator, aid.gives, aid.for_whom, aid.how):
            assert text(locale).strip(), aid.slug


def test_advice_of_the_rules_comes_before_the_first_steps_and_nothing_is_said_twice() -> None:
    document = rules().document
    advised = [rule for rule in document.rules if rule.advice][:2]
    steps = steps_of(document, "dette-urssaf", [*advised, *advised])
    assert [step.text for step in steps[:2]] == [rule.advice for rule in advised]
    assert len(steps) == 5 == len({step.text.fr for step in steps})


def test_the_files_hold_what_we_were_given() -> None:
    document = rules().document
    assert len(document.aids) == 74
    assert len(document.first_steps) >= 40
    assert RuleSetDocument.from_dict(document.to_dict()) == document


def test_a_rule_set_stored_before_aids_existed_still_opens() -> None:
    old = {key: value for key, value in rules().document.to_dict().items() if key not in ("aids", "first_steps")}
    opened = RuleSet(1, 1, RuleSetDocument.from_dict(old))
    assert not today_for(opened, "dette-urssaf", {}, ROANNE, ON, "fr")
