"""How a due time was computed, line by line: slots that counted, days that did not, pauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from care_triage.caseboard.queries.due_times import StoredClock
from care_triage.cases.service.clocks import NEXT_ACTION
from care_triage.cases.types import Segment
from care_triage.territory.business_hours import BusinessHours, parse_hours
from care_triage.territory.working_time import Step, StepKind, explain, working_minutes_between
from care_triage.web.dates import absolute, clock_time
from care_triage.web.i18n import _, language


@dataclass(frozen=True)
class DueLine:
    """One line: when, and what it was worth."""

    when: str
    counted: str


@dataclass(frozen=True)
class HowDue:
    """The whole computation of one due time."""

    promise: str
    lines: tuple[DueLine, ...]
    due_at: datetime | None


def how_due(stored: StoredClock, hours: str, due_at: datetime | None) -> HowDue:
    """Explain the clock of a referral whose unit works `hours`."""
    return HowDue(_promise(stored), tuple(_lines(stored, parse_hours(hours))), due_at)


def working_text(minutes: int) -> str:
    """« 35 h », « 2 h 30 », « 45 min » of working time."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\u00a0min"
    if language() != "fr":
        return f"{hours}\u00a0h {rest:02}" if rest else f"{hours}\u00a0h"
    return f"{hours}\u00a0h\u00a0{rest:02}" if rest else f"{hours}\u00a0h"


def _promise(stored: StoredClock) -> str:
    budget = working_text(stored.budget_minutes)
    if stored.name == NEXT_ACTION:
        return _("Prochaine étape : %(budget)s ouvrées.", budget=budget)
    return _("Première réponse : %(budget)s ouvrées.", budget=budget)


def _lines(stored: StoredClock, hours: BusinessHours) -> Iterator[DueLine]:
    left = stored.budget_minutes
    for segment in stored.segments:
        if not segment.running:
            yield _pause(segment)
        elif segment.ended_at is not None:
            used = working_minutes_between(segment.started_at, segment.ended_at, hours)
            left = max(0, left - used)
            yield DueLine(_span(segment.started_at, segment.ended_at), working_text(used))
        else:
            yield from (_step(step) for step in explain(segment.started_at, left, hours).steps)


def _pause(segment: Segment) -> DueLine:
    if segment.ended_at is None:
        when = _("depuis %(start)s", start=absolute(segment.started_at))
    else:
        when = _span(segment.started_at, segment.ended_at)
    return DueLine(when, _("en pause : on attendait le dirigeant"))


def _span(start: datetime, end: datetime) -> str:
    return _("de %(start)s à %(end)s", start=absolute(start), end=absolute(end))


def _step(step: Step) -> DueLine:
    if step.kind is StepKind.COUNTED and step.from_at is not None and step.to_at is not None:
        when = _(
            "%(day)s, de %(start)s à %(end)s",
            day=absolute(step.on), start=clock_time(step.from_at), end=clock_time(step.to_at),
        )  # fmt: skip
        return DueLine(when, working_text(step.counted // timedelta(minutes=1)))
    reasons = {
        StepKind.HOLIDAY: _("férié (%(name)s)", name=step.name),
        StepKind.ABSENCE: _("antenne absente"),
        StepKind.CLOSED: _("fermé"),
    }
    return DueLine(absolute(step.on), reasons.get(step.kind, ""))
