"""The stored clocks behind due times, to show how each came about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from care_triage.cases.models import Clock, ClockSegment
from care_triage.cases.types import Segment
from care_triage.infra.db import session


@dataclass(frozen=True)
class StoredClock:
    """A service clock: what it was started for, its budget in working minutes, and its stretches."""

    name: str
    budget_minutes: int
    stopped_at: datetime | None
    segments: tuple[Segment, ...]


def latest_clocks(referral_ids: Collection[int]) -> Mapping[int, StoredClock]:
    """The latest clock of each referral that ever had one; one query."""
    query = (
        select(Clock, ClockSegment)
        .join(ClockSegment, ClockSegment.clock_id == Clock.id)
        .where(Clock.referral_id.in_(referral_ids))
        .order_by(Clock.id, ClockSegment.id)
    )
    found: dict[int, StoredClock] = {}
    newest: dict[int, int] = {}
    for clock, row in session().execute(query):
        if newest.get(clock.referral_id) != clock.id:
            newest[clock.referral_id] = clock.id
            found[clock.referral_id] = StoredClock(clock.name, clock.budget_minutes, clock.stopped_at, ())
        known = found[clock.referral_id]
        segment = Segment(row.started_at, row.ended_at, row.running)
        found[clock.referral_id] = replace(known, segments=(*known.segments, segment))
    return found
