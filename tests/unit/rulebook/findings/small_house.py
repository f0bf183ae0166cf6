"""A rule set and a world in which nothing is wrong, to break in one place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from care_triage.partners.types import Kind as PartnerKind
from care_triage.partners.types import Status
from care_triage.rulebook.catalogue.standing_facts import standing_facts
from care_triage.rulebook.findings import World
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import Collective, FactSpec, Question, RuleSetDocument, RuleSpec, Subject, Theme
from care_triage.triage.document import ValueSpec as Value
from care_triage.triage.records import Text

ON = date(2026, 3, 2)
ROANNE, LYON = "Roanne (42187)", "Lyon (69123)"
WORLD = World(
    ON,
    {
        ROANNE: frozenset({"commune:42187", "court:roanne", "dep:42", "fr"}),
        LYON: frozenset({"commune:69123", "court:lyon", "dep:69", "fr"}),
    },
    {PartnerKind.URSSAF: frozenset({"dep:42", "dep:69"}), PartnerKind.CCI: frozenset({"fr"})},
)
_TEXT = Text("Texte", "Text")


def rule(rule_id: str, when: Mapping[str, str] | None = None, **changes: Any) -> RuleSpec:
    """A sound rule about a debt, changed."""
    sound = RuleSpec(
        rule_id,
        {"subject": '"debt"'} if when is None else when,
        PartnerKind.URSSAF,
        "lead",
        50,
        16,
        _TEXT,
        Status.GENERAL,
    )
    return replace(sound, **changes)


LEAD = rule("lead")
STAFF = rule("staff", {"subject": '"debt"', "employees": ">= 50"}, partner=PartnerKind.CCI, role="support", rank=20)


def document(*rules: RuleSpec, asked: tuple[str, ...] = ("employees",)) -> RuleSetDocument:
    """A rule set with one subject, which asks for these facts."""
    questions = tuple(Question(fact, _TEXT, _TEXT) for fact in asked)
    subject = Subject("debt", "money", Text("Une dette", "A debt"), _TEXT, questions=questions)
    activity = (Value("shop", Text("Commerce", "Shop")), Value("farm", Text("Ferme", "Farm")))
    vocabulary = (
        *standing_facts([subject]),
        FactSpec("employees", Kind.INTEGER, Text("Salariés", "Employees")),
        FactSpec("activity", Kind.ENUM, Text("Activité", "Activity"), values=activity),
        FactSpec("since_on", Kind.DATE, Text("Depuis quand", "Since when")),
    )
    collective = Collective(_TEXT, "C", _TEXT, "1", "c@example.org", ("42", "69"), "mon-fri 09:00-12:00", _TEXT)
    return RuleSetDocument(vocabulary, (Theme("money", _TEXT),), (subject,), (), rules, collective)
