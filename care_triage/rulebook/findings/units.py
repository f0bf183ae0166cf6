"""Partners that rules name and that are not there: nowhere, or not where the rule leads."""

from collections.abc import Callable, Iterator, Sequence

from care_triage.partners.types import Kind
from care_triage.rulebook.findings.possible import possible_in
from care_triage.rulebook.findings.world import WITHOUT_UNITS, World, own_code
from care_triage.rules import In, Rule, RuleTable
from care_triage.rules.verification import WHOLE_TABLE, Finding, FindingKind, Limits, Severity, beyond
from care_triage.triage.document import RuleSetDocument, RuleSpec

_PLACED = "placed "
"""Before the id of a rule that fires only where its partner has a unit."""


def dead_partners(document: RuleSetDocument, world: World) -> Iterator[Finding]:
    """Kinds of partners that rules name and of which no unit is active anywhere."""
    for kind, rules in _rules_by_kind(document).items():
        if not world.coverage.get(kind):
            details = {"partner": str(kind)}
            yield Finding(FindingKind.DEAD_PARTNER, Severity.WARNING, rules, details=details)


def uncovered_kinds(document: RuleSetDocument, world: World) -> Iterator[Finding]:
    """Kinds that rules name and that no unit covers in some communes served: how many, and one of them."""
    for kind, rules in sorted(_rules_by_kind(document).items()):
        missing = [name for name in world.communes if name not in world.served_by(kind)]
        if missing and world.coverage.get(kind):
            details = {"partner": str(kind), "count": str(len(missing)), "commune": missing[0], "sort": "kind"}
            yield Finding(FindingKind.NO_UNIT, Severity.NOTE, rules, details=details)


def _rules_by_kind(document: RuleSetDocument) -> dict[Kind, tuple[str, ...]]:
    found: dict[Kind, tuple[str, ...]] = {}
    for rule in document.rules:
        if rule.partner not in WITHOUT_UNITS:
            found[rule.partner] = (*found.get(rule.partner, ()), rule.id)
    return found


def leads_without_unit(
    document: RuleSetDocument,
    table: RuleTable,
    world: World,
    about: Sequence[str],
    limits: Limits = WHOLE_TABLE,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Finding]:
    """Leads of `about` that fire in a commune where neither their partner nor another that leads then has a unit.

    Asked of a table in which every lead appears a second time, firing only where its partner has a unit.
    """
    everywhere, known = frozenset(world.communes), frozenset(rule.id for rule in table.rules)
    leads = [rule for rule in document.rules if rule.role == "lead" and rule.id in known]
    short = [rule.id for rule in leads if rule.id in set(about) and world.served_by(rule.partner) != everywhere]
    if not short:
        return
    placed = [rule for spec in leads if (rule := _placed(table, spec, world)) is not None]
    asked = RuleTable.compile(table.vocabulary, [*(table.rule(rule_id) for rule_id in short), *placed])
    others = {rule.id for rule in placed}
    possible = possible_in(document, table, world)
    found = beyond(asked, FindingKind.NO_UNIT, short, others, possible=possible, limits=limits, cancelled=cancelled)
    yield from (_with_details(document, finding) for finding in found)


def _placed(table: RuleTable, spec: RuleSpec, world: World) -> Rule | None:
    """The rule, only where its partner has a unit; None when that is nowhere."""
    rule, served = table.rule(spec.id), world.served_by(spec.partner)
    here = served & _where(table, spec.id, world)
    if not here:
        return None
    conditions = dict(rule.conditions)
    if len(served) < len(world.communes):
        conditions["territory"] = In(frozenset(own_code(world.communes[name]) for name in here))
    return Rule(_PLACED + rule.id, conditions, None, rule.valid_from, rule.valid_until)


def _where(table: RuleTable, rule_id: str, world: World) -> frozenset[str]:
    """The communes that the rule does not refuse."""
    if "territory" not in table.rule(rule_id).conditions:
        return frozenset(world.communes)
    bit = 1 << table.position(rule_id)
    column = next(column for column in table.columns if column.fact.name == "territory")
    return frozenset(name for name, codes in world.communes.items() if column.accepting(codes) & bit)


def _with_details(document: RuleSetDocument, finding: Finding) -> Finding:
    details = dict(finding.details)
    if finding.kind is FindingKind.NO_UNIT:
        details |= {"sort": "lead", "partner": str(document.rule_by_id[finding.rules[0]].partner)}
        details["subject"] = str(finding.example.get("subject", ""))
    return Finding(finding.kind, finding.severity, finding.rules, finding.example, details, finding.on)
