"""Codes that rules name and that lead nowhere: territories that are not served, activities that no nomenclature knows."""

from collections.abc import Iterator

from care_triage.rulebook.findings.world import World
from care_triage.rules import In, NotIn, NotStartsWith, RuleTable, StartsWith
from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.territory.activities import knows_activity

_ACTIVITY = "naf"


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


def unknown_activities(table: RuleTable) -> Iterator[Finding]:
    """An error for each rule that names an activity code, or the beginning of one, that does not exist."""
    for rule in table.rules:
        condition = rule.conditions.get(_ACTIVITY)
        if isinstance(condition, (In, NotIn)):
            named = condition.codes
        elif isinstance(condition, (StartsWith, NotStartsWith)):
            named = condition.prefixes
        else:
            continue
        for code in sorted(named):
            if not knows_activity(code):
                details = {
                    "fact": _ACTIVITY, "code": code,
                    "problem": f"« {code} » n’est pas un code d’activité ; écrivez naf2:43, naf2:43.22A ou naf2025:43.",
                    "problem_en": f"“{code}” is no activity code; write naf2:43, naf2:43.22A or naf2025:43.",
                }  # fmt: skip
                yield Finding(FindingKind.UNKNOWN_CODE, Severity.ERROR, (rule.id,), details=details)
