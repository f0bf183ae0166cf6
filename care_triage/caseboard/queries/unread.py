"""What happened on a case since somebody last opened it, and who else is reading it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, false, func, literal, or_, select

from care_triage.accounts.models import Grant, Person
from care_triage.accounts.types import Role, Viewer
from care_triage.cases.models import CaseRead, HistoryEvent, Need
from care_triage.cases.queries.access import visible_need
from care_triage.cases.types import Audience, EventKind
from care_triage.infra import clock
from care_triage.infra.db import UtcDateTime, session

# Long enough for a telephone call, short enough to mean "now".
LOOKING_MINUTES = 15
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_FOR_ONE_AUDIENCE = (EventKind.MESSAGE_POSTED, EventKind.DOCUMENT_ADDED)


@dataclass(frozen=True)
class OtherReader:
    """A colleague who opened the case a moment ago."""

    name: str
    at: datetime


def is_unread(case_id: ColumnElement[int], viewer: Viewer) -> ColumnElement[bool]:
    """Whether somebody else did something that the viewer may see since they last opened the case."""
    last_read = (
        select(func.max(CaseRead.at))
        .where(CaseRead.case_id == case_id, CaseRead.person_id == viewer.user_id)
        .correlate_except(CaseRead)
        .scalar_subquery()
    )
    since = func.coalesce(last_read, literal(_NEVER, UtcDateTime()))
    news = exists().where(HistoryEvent.case_id == case_id, HistoryEvent.at > since, _of_others(viewer))
    return news.correlate_except(HistoryEvent)


def _of_others(viewer: Viewer) -> ColumnElement[bool]:
    readable = exists().where(Need.id == HistoryEvent.need_id, visible_need(viewer)).correlate(HistoryEvent)
    kept_to_a_unit = and_(
        HistoryEvent.kind.in_(_FOR_ONE_AUDIENCE), HistoryEvent.data["audience"].as_string() == Audience.UNIT
    )
    own_unit = HistoryEvent.unit_id.in_(viewer.unit_ids) if viewer.unit_ids else false()
    return and_(
        or_(HistoryEvent.actor_id.is_(None), HistoryEvent.actor_id != viewer.user_id),
        or_(HistoryEvent.need_id.is_(None), readable),
        or_(~kept_to_a_unit, own_unit),
    )


def find_last_read_at(case_id: int, person_id: int) -> datetime | None:
    """When the person last opened the case."""
    query = select(func.max(CaseRead.at)).where(CaseRead.case_id == case_id, CaseRead.person_id == person_id)
    return session().scalar(query)


def other_readers(case_id: int, viewer: Viewer) -> Sequence[OtherReader]:
    """Colleagues of the viewer's units (for a coordinator: other coordinators) who are on the case now.

    Never somebody of another partner: their interest may itself be confidential.
    """
    colleagues = select(Grant.person_id).where(_colleague(viewer))
    query = (
        select(Person.name, func.max(CaseRead.at).label("at"))
        .join(Person, Person.id == CaseRead.person_id)
        .where(
            CaseRead.case_id == case_id,
            CaseRead.person_id != viewer.user_id,
            CaseRead.person_id.in_(colleagues),
            CaseRead.at > clock.now() - timedelta(minutes=LOOKING_MINUTES),
        )
        .group_by(Person.id, Person.name)
        .order_by(Person.name, Person.id)
    )
    return [OtherReader(row.name, row.at) for row in session().execute(query)]


def _colleague(viewer: Viewer) -> ColumnElement[bool]:
    same_unit = Grant.unit_id.in_(viewer.unit_ids) if viewer.unit_ids else false()
    return or_(same_unit, Grant.role == Role.COORDINATOR) if viewer.is_coordinator else same_unit
