"""What went out in one stroke: routing several needs at once is one piece of news, not several."""

from collections.abc import Callable, Sequence
from itertools import takewhile

from sqlalchemy import select

from care_triage.cases.models import HistoryEvent
from care_triage.cases.types import EventKind
from care_triage.infra.db import session
from care_triage.notifications.policy import TOGETHER

_ROUTING = frozenset({EventKind.NEED_ROUTED, EventKind.REFERRAL_SENT, EventKind.NEED_ON_DESK})


def stroke_of(case_id: int, is_mine: Callable[[HistoryEvent], bool]) -> Sequence[HistoryEvent]:
    """The lines of routing around the latest one that `is_mine`, up to anything else that happened to the case."""
    query = select(HistoryEvent).where(HistoryEvent.case_id == case_id).order_by(HistoryEvent.id)
    lines = list(session().scalars(query))
    place = max(index for index, line in enumerate(lines) if is_mine(line))

    def belongs(line: HistoryEvent) -> bool:
        return line.kind in _ROUTING and abs(line.at - lines[place].at) <= TOGETHER

    before = list(takewhile(belongs, reversed(lines[:place])))
    return [*reversed(before), *takewhile(belongs, lines[place:])]
