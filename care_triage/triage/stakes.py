"""How much a rule that may still fire could change of a resolution (see policy.resolve), next to those that will fire."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from care_triage.partners.types import Kind
from care_triage.triage.document import LegalClockSpec, RuleSpec
from care_triage.triage.policy import STRENGTH, URGENCY

_PLACES: Final = {"lead": 8.0, "support": 4.0, "inform": 2.0}
_ALARM: Final = 4.0
_DETAIL: Final = 1.0

Place = tuple[int, int]
"""Where a rule puts its partner: strength of the role, then rank; the smaller, the stronger."""


def weigh(possible: Sequence[RuleSpec], certain: Collection[str]) -> dict[str, float]:
    """For each rule that may fire but is not `certain` to, how much its firing could change.

    `possible` rules come in the order of the table. Zero is exact: whatever the other rules do, nothing that resolve
    says, but the list of reasons, depends on such a rule.
    """
    scales = _Scales(possible, certain)
    maybe = [rule for rule in possible if rule.id not in certain]
    return {rule.id: scales.place(rule) + scales.alarm(rule) + scales.detail(rule) for rule in maybe}


class _Scales:
    """What is certain, to weigh the rest against."""

    def __init__(self, possible: Sequence[RuleSpec], certain: Collection[str]) -> None:
        settled = [rule for rule in possible if rule.id in certain]
        self._best: dict[Kind, Place] = {}
        self._hours: dict[tuple[Kind, str], int] = {}
        for rule in settled:
            self._best[rule.partner] = min(_place(rule), self._best.get(rule.partner, _place(rule)))
            hours = self._hours.get((rule.partner, rule.role), rule.answer_hours)
            self._hours[rule.partner, rule.role] = min(rule.answer_hours, hours)
        self._urgency = max((URGENCY.index(rule.urgency) for rule in settled), default=0)
        self._is_confidential = any(rule.confidential for rule in settled)
        self._clocks = _lasting_clocks(settled, possible)
        self._reordering = self._reorders(possible, certain)

    def place(self, rule: RuleSpec) -> float:
        """Whether it could give its partner another place; a second choice for the lead counts like a support."""
        best = self._best.get(rule.partner)
        if best is not None and best <= _place(rule):
            return 0.0
        has_better_lead = any(place[0] == STRENGTH["lead"] and place < _place(rule) for place in self._best.values())
        return _PLACES["support" if rule.role == "lead" and has_better_lead else rule.role]

    def alarm(self, rule: RuleSpec) -> float:
        """Whether it could make the need more urgent or confidential, or bring a legal date."""
        is_more_urgent = URGENCY.index(rule.urgency) > self._urgency
        is_more_secret = rule.confidential and not self._is_confidential
        has_new_clock = rule.legal_clock is not None and rule.legal_clock not in self._clocks
        return _ALARM * (is_more_urgent + is_more_secret + has_new_clock)

    def detail(self, rule: RuleSpec) -> float:
        """Whether it could bring an advice, an earlier answer, or another order of equals."""
        hours = self._hours.get((rule.partner, rule.role))
        is_sooner = hours is not None and rule.answer_hours < hours
        return _DETAIL * bool(rule.advice or is_sooner or rule.id in self._reordering)

    def _reorders(self, possible: Sequence[RuleSpec], certain: Collection[str]) -> frozenset[str]:
        """Rules that could name their partner before a certain rule does, when it may stand equal with another.

        The rule that names a partner first settles ties, however weak it is.
        """
        holders: dict[Place, set[Kind]] = defaultdict(set)
        for rule in possible:
            if _place(rule) <= self._best.get(rule.partner, _place(rule)):
                holders[_place(rule)].add(rule.partner)
        tied = {kind for kinds in holders.values() if len(kinds) > 1 for kind in kinds}
        found: set[str] = set()
        for rule in possible:
            if rule.id in certain:
                tied.discard(rule.partner)
            elif rule.partner in tied:
                found.add(rule.id)
        return frozenset(found)


def _place(rule: RuleSpec) -> Place:
    return STRENGTH[rule.role], rule.rank


def _lasting_clocks(settled: Iterable[RuleSpec], possible: Iterable[RuleSpec]) -> list[LegalClockSpec]:
    """Legal clocks that run whatever happens: those that no other rule may replace by one of the same name."""
    clocks = [rule.legal_clock for rule in possible if rule.legal_clock]
    running = [rule.legal_clock for rule in settled if rule.legal_clock]
    return [mine for mine in running if all(other == mine for other in clocks if other.name == mine.name)]
