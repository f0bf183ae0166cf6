"""Findings in words: labels instead of codes, a fix, and the example a person can follow."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from care_triage.partners.types import Status
from care_triage.rulebook.findings import findings_of
from care_triage.rulebook.findings.labels import KIND_TITLES, FindingWords, in_words
from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.triage.document import ImpossibleSpec
from care_triage.triage.records import Text
from care_triage.web import i18n
from tests.unit.rulebook.findings.small_house import LEAD, ROANNE, STAFF, WORLD, document, rule

EXAMPLES = [
    Finding(FindingKind.UNREACHABLE, Severity.ERROR, ("lead",), details={"facts": "employees"}),
    Finding(FindingKind.UNREACHABLE, Severity.NOTE, ("lead",), details={"valid_until": "2026-03-01"}),
    Finding(FindingKind.HIDDEN, Severity.WARNING, ("lead", "staff")),
    Finding(FindingKind.DUPLICATE, Severity.WARNING, ("lead", "staff")),
    *(
        Finding(
            FindingKind.CONTRADICTION,
            Severity.WARNING,
            ("lead", "staff"),
            details={"topic": topic, "first": "45 since_on", "second": "60 since_on"},
        )
        for topic in ("court", "clock cessation")
    ),
    Finding(FindingKind.TWO_LEADS, Severity.WARNING, ("lead", "staff"), details={"rank": "50"}),
    Finding(FindingKind.HIDDEN, Severity.WARNING, ("lead", "staff", "third")),
    Finding(FindingKind.UNREACHABLE, Severity.ERROR, ("lead",), details={"impossible": "farm-staff"}),
    *(
        Finding(FindingKind.GAP, Severity.WARNING, details={"sort": sort, "fact": "subject", "value": "debt"})
        for sort in ("never", "answered", "silent", "unanswered")
    ),
    *(
        Finding(FindingKind.CUT_OFF, Severity.NOTE, rules, details={"limit": limit, "number": "200"})
        for limit, rules in (("cancelled", ()), ("findings", ()), ("steps", ()), ("boxes", ("lead",)))
    ),
    *(
        Finding(
            FindingKind.UNKNOWN_CODE,
            Severity.ERROR,
            ("lead",),
            details={"fact": fact, "problem": "P", "problem_en": "E"},
        )
        for fact in ("employees", "")
    ),
    Finding(
        FindingKind.UNKNOWN_CODE,
        Severity.NOTE,
        ("lead",),
        details={"sort": "place", "fact": "territory", "code": "court:lion"},
    ),
    Finding(FindingKind.UNCONDITIONAL, Severity.ERROR, ("lead",)),
    Finding(FindingKind.BAD_CLOCK, Severity.ERROR, ("lead",), details={"days": "-1"}),
    Finding(FindingKind.BAD_CLOCK, Severity.ERROR, ("lead",), details={"fact": "employees"}),
    Finding(
        FindingKind.NO_UNIT,
        Severity.NOTE,
        ("lead",),
        details={"sort": "kind", "partner": "urssaf", "count": "2", "commune": ROANNE},
    ),
    Finding(
        FindingKind.NO_UNIT,
        Severity.WARNING,
        ("lead",),
        details={"sort": "lead", "partner": "urssaf", "subject": "debt"},
    ),
    Finding(FindingKind.DEAD_PARTNER, Severity.WARNING, ("lead", "staff"), details={"partner": "urssaf"}),
    Finding(FindingKind.UNREAD_QUESTION, Severity.WARNING, details={"subject": "debt", "fact": "employees"}),
    *(
        Finding(FindingKind.UNASKED_FACT, Severity.NOTE, ("lead",), details={"fact": "employees", "sort": sort})
        for sort in ("never", "elsewhere")
    ),
]


def words(finding: Finding, language: str = "fr") -> FindingWords:
    app = Flask(__name__)
    i18n.init_app(app)
    with app.app_context(), i18n.in_language(language):
        return in_words(finding, document(LEAD, STAFF), WORLD)


def test_every_kind_is_tried_here() -> None:
    assert {finding.kind for finding in EXAMPLES} == set(FindingKind) == set(KIND_TITLES)


@pytest.mark.parametrize("finding", EXAMPLES, ids=lambda finding: f"{finding.kind}-{len(finding.details)}")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_has_a_sentence_and_a_fix_without_codes(finding: Finding, language: str) -> None:
    found = words(finding, language)
    assert found.title
    assert found.sentence
    assert found.fix
    for code in ("employees", "urssaf,", "« debt »", "%(", "problem"):
        assert code not in found.sentence


@pytest.mark.parametrize("finding", EXAMPLES, ids=lambda finding: f"{finding.kind}-{len(finding.details)}")
def test_english_differs_from_french(finding: Finding) -> None:
    french, english = words(finding), words(finding, "en")
    assert (french.sentence != english.sentence, french.fix != english.fix) == (True, True)


def test_the_example_is_told_with_labels_and_the_name_of_the_commune() -> None:
    later = rule(
        "later",
        {"subject": '"debt"', "territory": '"dep:42"', "employees": ">= 50"},
        valid_from=date(2027, 1, 1),
        rank=60,
    )
    (finding,) = (each for each in findings_of(document(LEAD, STAFF, later), WORLD) if each.rules)
    assert words(finding).example == (
        ("Sujet", "Une dette"),
        ("Commune", ROANNE),
        ("Salariés", "50"),
        ("Date de la demande", "1er janvier 2027"),
    )


def test_a_rule_for_the_impossible_says_why_in_the_words_of_the_vocabulary() -> None:
    never = ImpossibleSpec("farm-staff", {"activity": '"farm"', "employees": "> 9"}, Text("Jamais."), Status.GENERAL)
    finding = Finding(FindingKind.UNREACHABLE, Severity.ERROR, ("lead",), details={"impossible": "farm-staff"})
    app = Flask(__name__)
    i18n.init_app(app)
    with app.app_context():
        said = in_words(finding, replace(document(LEAD, STAFF), impossible=(never,)), WORLD)
    assert said.sentence.endswith("vraies ensemble. Jamais.")


@pytest.mark.parametrize(
    ("count", "said"), [("0", "Aucune demande passée"), ("1", "1 demande passée"), ("12", "12 demandes passées")]
)
def test_past_requests_are_told_beside_the_finding(count: str, said: str) -> None:
    details = {"rank": "50", "past": count}
    assert words(Finding(FindingKind.TWO_LEADS, Severity.WARNING, ("lead", "staff"), details=details)).past == said


def test_many_rules_are_counted_and_not_listed_in_the_sentence() -> None:
    rules = tuple(f"rule-{number}" for number in range(30))
    details = {"fact": "employees", "sort": "elsewhere"}
    said = words(Finding(FindingKind.UNASKED_FACT, Severity.NOTE, rules, details=details))
    assert said.sentence.startswith("30 règles lisent")
    assert "rule-1" not in said.sentence
