"""Service clocks: started, paused, resumed and stopped; the due time is derived from their segments."""

from datetime import datetime

from sqlalchemy import select

from care_triage.cases.models import Clock, ClockSegment, Referral
from care_triage.cases.policy import LATE_ANSWER_MINUTES
from care_triage.cases.types import Segment
from care_triage.infra import clock as time
from care_triage.infra.db import session
from care_triage.territory.business_hours import parse_hours
from care_triage.territory.working_time import add_working_minutes, working_minutes_between

FIRST_ANSWER = "first_answer"
NEXT_ACTION = "next_action"


def start_clock(referral: Referral, name: str, budget_minutes: int, since: datetime | None = None) -> None:
    """Give a referral a fresh clock in place of the one it had; `since` counts time that has passed already.

    However late, a working day is left: nobody is reminded of what has only just reached them.
    """
    stop_clock(referral)
    at = since or time.now()
    if since is not None:
        passed = working_minutes_between(since, time.now(), parse_hours(referral.hours))
        budget_minutes = max(budget_minutes, passed + LATE_ANSWER_MINUTES)
    started = Clock(referral_id=referral.id, name=name, budget_minutes=budget_minutes)
    session().add(started)
    session().flush()
    session().add(ClockSegment(clock_id=started.id, started_at=at, running=True))
    referral.due_at = add_working_minutes(at, budget_minutes, parse_hours(referral.hours))
    referral.escalation_level = 0


def stop_clock(referral: Referral) -> None:
    """End the clock of a referral; nothing is due any more."""
    running = _current(referral)
    if running is not None:
        running.stopped_at = time.now()
        _end_segment(running)
    referral.due_at = None


def pause_clock(referral: Referral) -> None:
    """Stop the time while the owner has the next move."""
    _switch(referral, running=False)
    referral.due_at = None


def resume_clock(referral: Referral) -> None:
    """Let the time run on with what is left of the budget."""
    current = _current(referral)
    if current is None:
        return
    left = max(0, current.budget_minutes - _used(referral, current))
    _switch(referral, running=True)
    referral.due_at = add_working_minutes(time.now(), left, parse_hours(referral.hours))


def due_of(referral: Referral) -> str | None:
    """The date promised now, as a line of history keeps it: the owner's page says when it moves."""
    return referral.due_at.isoformat() if referral.due_at else None


def segments_of(clock_id: int) -> tuple[Segment, ...]:
    """The stretches of a clock, oldest first."""
    rows = session().scalars(select(ClockSegment).where(ClockSegment.clock_id == clock_id).order_by(ClockSegment.id))
    return tuple(Segment(row.started_at, row.ended_at, row.running) for row in rows)


def _used(referral: Referral, current: Clock) -> int:
    hours = parse_hours(referral.hours)
    return sum(
        working_minutes_between(segment.started_at, segment.ended_at or time.now(), hours)
        for segment in segments_of(current.id)
        if segment.running
    )


def _current(referral: Referral) -> Clock | None:
    query = select(Clock).where(Clock.referral_id == referral.id, Clock.stopped_at.is_(None))
    return session().scalar(query.order_by(Clock.id.desc()).limit(1))


def _switch(referral: Referral, *, running: bool) -> None:
    current = _current(referral)
    if current is None:
        return
    _end_segment(current)
    session().add(ClockSegment(clock_id=current.id, started_at=time.now(), running=running))


def _end_segment(current: Clock) -> None:
    query = select(ClockSegment).where(ClockSegment.clock_id == current.id, ClockSegment.ended_at.is_(None))
    open_segment = session().scalar(query)
    if open_segment is not None:
        open_segment.ended_at = time.now()
        session().flush()
