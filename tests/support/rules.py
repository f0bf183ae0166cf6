"""A small rule set as a document."""

from typing import Any

from care_triage.partners.types import Kind as PartnerKind
from care_triage.partners.types import Status
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import Collective, FactSpec, RuleSetDocument, RuleSpec, Subject, Theme, ValueSpec
from care_triage.triage.records import Text

DEBT, BUYER = "dette-urssaf", "client-perdu"


def rule(rule_id: str, subject: str = DEBT, *, role: Any = "lead", rank: int = 10, **cells: str) -> RuleSpec:
    """A sound rule for a subject; `cells` are further conditions."""
    when = {"subject": f'"{subject}"', **cells}
    return RuleSpec(rule_id, when, PartnerKind.URSSAF, role, rank, 16, Text("Parce que.", "Because."), Status.GENERAL)


def document(*rules: RuleSpec) -> RuleSetDocument:
    """Two subjects, a number and a date, and these rules."""
    subjects = tuple(Subject(slug, "argent", Text(slug), Text(slug)) for slug in (DEBT, BUYER))
    facts = (
        FactSpec("subject", Kind.ENUM, Text("Sujet", "Subject"), values=tuple(ValueSpec(s.slug, s.label) for s in subjects)),
        FactSpec("territory", Kind.CODE, Text("Territoire", "Territory")),
        FactSpec("filed_on", Kind.DATE, Text("Date de la demande", "Date of the request")),
        FactSpec("employees", Kind.INTEGER, Text("Salariés", "Employees")),
    )  # fmt: skip
    collective = Collective(
        Text("CARE"), "CARE", Text("Un collectif."), "+33400000000", "care@example.org", ("42",), "Mo-Fr 09:00-17:00",
        Text("la semaine"),
    )  # fmt: skip
    return RuleSetDocument(facts, (Theme("argent", Text("Argent")),), subjects, (), rules, collective)


SMALL = document(rule("pilote"), rule("appui", role="support", rank=20, employees=">= 50"), rule("acheteur", BUYER))
