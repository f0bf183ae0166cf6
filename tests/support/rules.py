"""A small published rule set, and people who write and approve rules; call them inside an application context."""

from dataclasses import replace
from typing import Any

from care_triage.accounts import service as accounts
from care_triage.accounts.types import SYSTEM, Role, Viewer
from care_triage.partners.types import Kind as PartnerKind
from care_triage.partners.types import Status
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import Collective, FactSpec, RuleSetDocument, RuleSpec, Subject, Theme, ValueSpec
from care_triage.triage.queries.rule_sets import get_version, newest_rule_set
from care_triage.triage.records import Text
from care_triage.triage.service.publish import publish_rule_set
from tests.support.factories import PASSWORD

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


def publish_small() -> int:
    """Publish SMALL as version 1; gives its id."""
    publish_rule_set(SMALL, "Essai")
    return get_version(1).id


def publish_change(*changes: RuleSpec, dropped: tuple[str, ...] = ()) -> int:
    """Publish the newest version again with these rules changed or added; gives its number."""
    standing = newest_rule_set().document
    wanted = {each.id: each for each in standing.rules if each.id not in dropped} | {each.id: each for each in changes}
    return publish_rule_set(replace(standing, rules=tuple(wanted.values())), "Autre")


def person_with(name: str, *roles: Role) -> Viewer:
    """Somebody with PASSWORD, `<name>@exemple.fr` and roles for the collective."""
    person = accounts.register_person(name, f"{name.lower()}@exemple.fr", PASSWORD)
    for role in roles:
        accounts.grant_role(SYSTEM, person.id, role)
    return Viewer(person.id, name, frozenset(roles))
