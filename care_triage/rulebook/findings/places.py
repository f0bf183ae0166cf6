"""Territories that rules name and in which no commune served lies: misspelt, or not served yet."""

from collections.abc import Iterator

from care_triage.rulebook.findings.world import World
from care_triage.rules import In, NotIn, RuleTable
from care_triage.rules.verification import Finding, FindingKind, Severity


def unknown_places(table: RuleTable, world: World) -> Iterator[Finding]:
    """One note for each such code, with the rules that name it. Nothing while no commune is loaded."""
    served = frozenset().union(*world.communes.values())
    found: dict[str, list[str]] = {}
    for rule in table.rules if served else ():
        condition = rule.conditions.get("territory")
        if isinstance(condition, (In, NotIn)):
            for code in condition.codes - served:
                found.setdefault(code, []).append(rule.id)
    for code, rules in sorted(found.items()):
        details = {"sort": "place", "fact": "territory", "code": code}
        yield Finding(FindingKind.UNKNOWN_CODE, Severity.NOTE, tuple(rules), details=details)
