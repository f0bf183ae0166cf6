"""« Rien n’a bougé depuis le … »: said by us first, with what we do about it, by the clocks that coordinators see."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from care_triage.cases.policy import NUDGE_DAYS
from care_triage.cases.queries.rows import CaseView, HistoryRow, NeedRow
from care_triage.cases.types import ActorKind, Audience, EventKind, Status, WaitingOn
from care_triage.infra.clock import PARIS
from care_triage.territory.business_hours import DEFAULT_HOURS, parse_hours
from care_triage.territory.opening import openings_on

# Working days of the unit without anything that the owner would have seen.
QUIET_DAYS = 4
_ENDED = (Status.CLOSED, Status.WITHDRAWN)
# What an owner calls news. What we did about silence is no news.
_NEWS = frozenset(EventKind) - {
    EventKind.REFERRAL_REMINDED, EventKind.REFERRAL_ESCALATED, EventKind.OWNER_NUDGED, EventKind.LINK_REPLACED,
    EventKind.ERASURE_ASKED, EventKind.ERASURE_UNDONE, EventKind.NEED_ROUTED,
}  # fmt: skip


@dataclass(frozen=True)
class Quiet:
    """A silence: since when, how many working days, what we did, and whether the owner may ask."""

    since_at: datetime
    working_days: int
    unit: str | None
    promised_at: datetime | None
    reminded_at: datetime | None
    escalated_at: datetime | None
    nudged_at: datetime | None
    may_nudge: bool


def find_quiet(case: CaseView, now: datetime) -> Quiet | None:
    """The silence on a case, when it has lasted or a promised date is over; None where the move is the owner's."""
    waiting = [need for need in case.needs if _is_ours(need)]
    if case.status in _ENDED or not waiting:
        return None
    since = max((line.at for line in case.history if _is_news(line)), default=case.filed_at)
    need = min(waiting, key=lambda each: (not _late(each, now), each.id))
    lead = need.lead
    days = working_days(since, now, lead.hours if lead else DEFAULT_HOURS)
    if not _late(need, now) and days < QUIET_DAYS:
        return None
    nudged = _last(case, EventKind.OWNER_NUDGED)
    return Quiet(
        since_at=since,
        working_days=days,
        unit=lead.unit.unit if lead and lead.ended_at is None else None,
        promised_at=lead.due_at if lead and _late(need, now) else None,
        reminded_at=_after(_last(case, EventKind.REFERRAL_REMINDED), since),
        escalated_at=_after(_last(case, EventKind.REFERRAL_ESCALATED), since),
        nudged_at=_after(nudged, since),
        may_nudge=nudged is None or now - nudged >= timedelta(days=NUDGE_DAYS),
    )


def working_days(start_at: datetime, end_at: datetime, hours: str) -> int:
    """Whole days after `start_at` on which the unit works, today included."""
    week, day, last = parse_hours(hours), start_at.astimezone(PARIS).date(), end_at.astimezone(PARIS).date()
    count = 0
    while day < last:
        day += timedelta(days=1)
        count += bool(openings_on(day, week))
    return count


def _is_ours(need: NeedRow) -> bool:
    lead = need.lead
    if need.status in _ENDED or lead is None:
        return need.status not in _ENDED
    return not (need.status is Status.WAITING and lead.waiting_on in (WaitingOn.OWNER, WaitingOn.DATE))


def _late(need: NeedRow, now: datetime) -> bool:
    return need.lead is not None and need.lead.due_at is not None and need.lead.due_at < now


def _is_news(line: HistoryRow) -> bool:
    if line.kind not in _NEWS:
        return False
    if line.kind in (EventKind.MESSAGE_POSTED, EventKind.DOCUMENT_ADDED):
        return line.data.get("audience") == Audience.OWNER and line.actor_kind is not ActorKind.OWNER
    return True


def _last(case: CaseView, kind: EventKind) -> datetime | None:
    return max((line.at for line in case.history if line.kind is kind), default=None)


def _after(at: datetime | None, since: datetime) -> datetime | None:
    return at if at is not None and at >= since else None
