"""The owner asks where things stand: the unit and the coordinators are told, not too often."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from care_triage.cases import policy
from care_triage.cases.errors import CaseEnded, NudgedAlready
from care_triage.cases.events import OwnerNudged
from care_triage.cases.models import HistoryEvent
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.status import ENDED
from care_triage.cases.types import OWNER, EventKind
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def nudge(case_id: int) -> None:
    """Remind everyone at work that the owner waits. Raises NudgedAlready within two days of the last time."""
    case = lock_case(case_id)
    if case.status in ENDED:
        raise CaseEnded
    last, times = _nudges(case_id)
    if last is not None and clock.now() - last < timedelta(days=policy.NUDGE_DAYS):
        raise NudgedAlready
    record(case_id, EventKind.OWNER_NUDGED, OWNER)
    publish(OwnerNudged(case_id, times + 1))


def _nudges(case_id: int) -> tuple[datetime | None, int]:
    query = select(func.max(HistoryEvent.at), func.count()).where(
        HistoryEvent.case_id == case_id, HistoryEvent.kind == EventKind.OWNER_NUDGED
    )
    last, times = session().execute(query).one()
    return last, times
