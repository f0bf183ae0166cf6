"""Legal dates of one need: counted from the facts that are known, the earliest first, and how they press."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from care_triage.territory.legal_clock import due_on
from care_triage.triage.document import LegalClockSpec, Urgency
from care_triage.triage.policy import URGENCY
from care_triage.triage.types import Term

# A partner needs some days to act, and an owner to reach them.
HIGH_WITHIN_DAYS: Final = 15
CRITICAL_WITHIN_DAYS: Final = 2


def terms_of(clocks: Iterable[LegalClockSpec], facts: Mapping[str, Any]) -> tuple[Term, ...]:
    """Legal dates that can be counted because the date they run from is known, the earliest first."""
    known = [Term(spec, facts[spec.fact], _due(spec, facts[spec.fact])) for spec in clocks if _is_day(facts, spec)]
    return tuple(sorted(known, key=lambda term: term.due_on))


def _is_day(facts: Mapping[str, Any], spec: LegalClockSpec) -> bool:
    return isinstance(facts.get(spec.fact), date)


def _due(spec: LegalClockSpec, from_on: date) -> date:
    if not spec.has_length:
        return from_on
    return due_on(from_on, spec.days, months=spec.months, counting=spec.counting).plain_on


def pressed(urgency: Urgency, terms: Iterable[Term], today: date) -> Urgency:
    """The urgency that the rules say, raised by a date that is near.

    A date that is over calls for help soon, not within the hour; what binds the other side presses nobody.
    """
    left = [(term.due_on - today).days for term in terms if term.spec.whose == "owner"]
    return max([urgency, *map(_urgency_of, left)], key=URGENCY.index)


def _urgency_of(days_left: int) -> Urgency:
    if 0 <= days_left <= CRITICAL_WITHIN_DAYS:
        return "critical"
    return "high" if days_left <= HIGH_WITHIN_DAYS else "normal"
