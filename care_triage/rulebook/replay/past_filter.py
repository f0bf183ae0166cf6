"""Which past requests a replay is about."""

from collections.abc import Mapping
from typing import Any

from care_triage.triage.rule_set import RuleSet

_DEPARTMENT = "dep:"


class PastFilter:
    """Takes requests that both rule sets can decide, and counts those that they cannot read.

    A request from outside the collective's departments was given to the desk without asking the rules: it is no
    part of the comparison.
    """

    def __init__(self, *rule_sets: RuleSet) -> None:
        self._subjects = frozenset[str].intersection(*(rules.table.vocabulary["subject"].codes for rules in rule_sets))
        self._departments = frozenset(rule_sets[-1].document.collective.departments)
        self.unreadable = 0

    def takes(self, facts: Mapping[str, Any]) -> bool:
        """Whether a request with these stored facts is replayed."""
        if facts.get("subject") not in self._subjects:
            self.unreadable += 1
            return False
        codes = facts.get("territory") or ()
        departments = {code.removeprefix(_DEPARTMENT) for code in codes if code.startswith(_DEPARTMENT)}
        return not departments or not self._departments.isdisjoint(departments)
