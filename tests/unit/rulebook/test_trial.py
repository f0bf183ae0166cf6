"""A situation in an address, and back; which rows of the table a filter lets through."""

import pytest

from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rulebook.pages.table_filter import PAGE, TableFilter, TableRow, page_of, subjects_of, table_row
from care_triage.rulebook.policy import fields_of
from care_triage.rulebook.trial.situation import Trial, read_trial, read_value, relevant_facts
from care_triage.rules import Kind
from care_triage.triage.document import FactSpec, RuleSetDocument
from care_triage.triage.records import Text
from care_triage.triage.rule_set import RuleSet
from config import ROOT


@pytest.fixture(scope="module")
def document() -> RuleSetDocument:
    """The catalogue of the repository."""
    return read_contents(ROOT / "care_triage" / "data").document


def test_a_situation_comes_back_from_its_address(document: RuleSetDocument) -> None:
    answers = {"activity": "artisanat", "public_debts": ["msa", "urssaf"], "employees": 3,
               "amount_tax_debt": "1200.5", "debt_contested": False, "legal_stage_on": "2026-01-31"}  # fmt: skip
    trial = Trial("dette-urssaf", "42187", answers)
    assert read_trial(trial.pairs(), document) == trial
    assert read_trial(trial.without("activity").pairs(), document).answers.keys() == answers.keys() - {"activity"}
    assert (trial.without("subject").subject, trial.without("territory").town) == ("", "")


def test_an_empty_set_is_an_answer(document: RuleSetDocument) -> None:
    trial = Trial("dette-urssaf", "", {"public_debts": []})
    assert read_trial(trial.pairs(), document) == trial


def test_what_cannot_be_read_is_kept_apart_and_strangers_are_left_out(document: RuleSetDocument) -> None:
    pairs = [("sujet", "nowhere"), ("f.employees", "douze"), ("f.ghost", "1"), ("f.subject", "dette-urssaf"), ("x", "y"),
             ("f.activity", "lune"), ("f.legal_stage_on", "demain"), ("f.debt_contested", "peut-être")]  # fmt: skip
    trial = read_trial(pairs, document)
    assert (trial.subject, dict(trial.answers)) == ("", {})
    assert set(trial.wrong) == {"employees", "activity", "legal_stage_on", "debt_contested"}


@pytest.mark.parametrize("text", ["1e999", "NaN", "1,5", "9" * 40, ""])
def test_no_number_of_people_is_taken_from(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any text that is no value
        read_value(FactSpec("staff", Kind.INTEGER, Text("Salariés")), [text])


def test_what_is_asked_comes_first_among_what_the_rules_read(document: RuleSetDocument) -> None:
    facts = [fact.name for fact in relevant_facts(RuleSet(1, 1, document), "dette-urssaf")]
    asked = [question.fact for question in document.subject_by_slug["dette-urssaf"].questions]
    assert facts[: len(asked)] == asked
    assert "salary_share_paid" in facts
    assert "subject" not in facts


def _rows(document: RuleSetDocument) -> list[TableRow]:
    return [table_row(rule.id, fields_of(rule)) for rule in document.rules]


@pytest.mark.parametrize(
    "wanted",
    [
        TableFilter(subject="dette-urssaf"),
        TableFilter(theme="dettes"),
        TableFilter(partner="apesa"),
        TableFilter(role="support"),
        TableFilter(fact="territory"),
        TableFilter(text="part salariale"),
        TableFilter(subject="dette-urssaf", role="lead", text="CCSF"),
    ],
)
def test_a_filter_shows_some_rules_and_only_those(document: RuleSetDocument, wanted: TableFilter) -> None:
    page = page_of(_rows(document), wanted, document, frozenset())
    assert 0 < page.total < len(document.rules)
    shown = [row for _theme, _subject, rows in page.groups for row in rows]
    assert len(shown) == min(page.total, PAGE)
    if wanted.partner:
        assert {row.fields["partner"] for row in shown} == {"apesa"}


def test_every_rule_is_on_one_page(document: RuleSetDocument) -> None:
    first = page_of(_rows(document), TableFilter(), document, frozenset())
    pages = [page_of(_rows(document), TableFilter(page=n), document, frozenset()) for n in range(1, first.last + 1)]
    shown = [row.id for page in pages for _theme, _subject, rows in page.groups for row in rows]
    assert sorted(shown) == sorted(rule.id for rule in document.rules)
    assert page_of(_rows(document), TableFilter(page=999), document, frozenset()).number == first.last


def test_only_changed_rules_and_only_rules_with_findings(document: RuleSetDocument) -> None:
    rows = [table_row("a", {"when": {}}), table_row("b", {"when": {}}, "changed"), table_row("c", {})]
    changed = page_of(rows, TableFilter(changed=True), document, frozenset())
    assert [row.id for _theme, _subject, group in changed.groups for row in group] == ["b"]
    found = page_of(rows, TableFilter(found=True), document, frozenset({"c"}))
    assert [row.id for _theme, _subject, group in found.groups for row in group] == ["c"]


def test_the_subjects_of_a_rule() -> None:
    assert subjects_of({"when": {"subject": '"a","b"'}}) == ("a", "b")
    assert subjects_of({"when": {"subject": 'not("a")'}}) == ()
    assert subjects_of({"when": "nonsense"}) == ()
