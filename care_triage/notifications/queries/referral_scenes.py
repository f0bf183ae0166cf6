"""What happened to a referral."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from care_triage.accounts.models import Person
from care_triage.cases.events import ReferralOverdue
from care_triage.cases.models import Case, HistoryEvent, LegalClock, Need, Referral
from care_triage.cases.queries.afterwards import is_erased
from care_triage.cases.types import EventKind, ReferralRole
from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.notifications.policy import discreet
from care_triage.notifications.queries.scene import Scene, link_of, owner_of, work_link
from care_triage.notifications.queries.strokes import stroke_of
from care_triage.notifications.types import Happening, Label, Line, Matter, Situation
from care_triage.partners.models import Unit
from care_triage.triage.queries.rule_sets import current_rule_set


@dataclass(frozen=True)
class _Row:
    """A referral with what belongs to it."""

    case: Case
    need: Need
    referral: Referral
    unit: Unit
    adviser: str | None


def referral_sent(event: Any) -> Sequence[Scene]:
    """A unit received a need: one mail to the unit, one to the owner, for all that was sent together."""
    row = _row(event.referral_id)
    together = _sent_together(row)
    to_unit = [other for other in together if other.unit.id == row.unit.id]
    to_owner = [other for other in together if other.referral.role is not ReferralRole.INFORM]
    scenes = [_of_group(Happening.REFERRAL_SENT, row, to_unit)]
    if row in to_owner:
        scenes.append(_of_group(Happening.PARTNERS_FOUND, row, to_owner))
    return scenes


def referral_changed(happening: Happening) -> Callable[[Any], Sequence[Scene]]:
    """Reads any event that names a referral."""

    def read(event: Any) -> Sequence[Scene]:
        row = _row(event.referral_id)
        if is_erased(row.case.id):
            # Everybody was told when it was asked; nobody would know the case by its new reference.
            return []
        return [_scene(happening, f"{row.referral.id}:{_last_line(row.referral)}", row, _matter(row))]

    return read


def referral_overdue(event: ReferralOverdue) -> Sequence[Scene]:
    """A clock ran out."""
    return referral_changed(Happening(f"overdue_{event.step}"))(event)


def _row(referral_id: int) -> _Row:
    return _Row(*session().execute(_rows().where(Referral.id == referral_id)).one())


def _rows() -> Select[Case, Need, Referral, Unit, str]:
    return (
        select(Case, Need, Referral, Unit, Person.name)
        .join(Need, Need.case_id == Case.id)
        .join(Referral, Referral.need_id == Need.id)
        .join(Unit, Unit.id == Referral.unit_id)
        .outerjoin(Person, Person.id == Referral.adviser_id)
    )


def _sent_together(row: _Row) -> list[_Row]:
    """What went out in one stroke with this referral. The first names the group, whatever became of it."""
    lines = stroke_of(row.case.id, lambda line: _is_sending(line) and line.referral_id == row.referral.id)
    sent = [line.referral_id for line in lines if _is_sending(line)]
    return [_Row(*found) for found in session().execute(_rows().where(Referral.id.in_(sent)).order_by(Referral.id))]


def _is_sending(line: HistoryEvent) -> bool:
    return line.kind is EventKind.REFERRAL_SENT


def _of_group(happening: Happening, row: _Row, group: Sequence[_Row]) -> Scene:
    said = sorted((other for other in group if not other.need.confidential), key=_place)
    matter = Matter(row.case.reference, row.case.urgent, lines=tuple(_line(other) for other in said))
    return _scene(happening, f"group:{group[0].referral.id}", row, matter)


def _place(row: _Row) -> tuple[int, bool, int]:
    """Need by need, its lead first."""
    return row.need.id, row.referral.role is not ReferralRole.LEAD, row.referral.rank


def _line(row: _Row) -> Line:
    return Line(
        _subject(row.need.subject), row.unit.name, row.referral.role, row.referral.due_at, _next_legal_date(row.need.id)
    )


def _next_legal_date(need_id: int) -> date | None:
    """The nearest date that binds by law and is not over."""
    query = select(func.min(LegalClock.due_on)).where(LegalClock.need_id == need_id, LegalClock.due_on >= clock.today())
    return session().scalar(query)


def _subject(slug: str) -> Label | None:
    """What a need is about; None once a newer catalogue has dropped the subject."""
    subject = current_rule_set().document.subject_by_slug.get(slug)
    return Label(subject.label("fr"), subject.label("en")) if subject else None


def _matter(row: _Row) -> Matter:
    referral = row.referral
    matter = Matter(
        reference=row.case.reference, urgent=row.case.urgent, lines=(_line(row),), unit=row.unit.name,
        adviser=row.adviser, outcome=referral.outcome, until_on=referral.waiting_until_on,
    )  # fmt: skip
    return discreet(matter) if row.need.confidential else matter


def _last_line(referral: Referral) -> int:
    """The referral's latest line of history: accepting, undoing and accepting again are told apart."""
    query = select(func.max(HistoryEvent.id)).where(HistoryEvent.referral_id == referral.id)
    return session().scalar(query) or 0


def _scene(happening: Happening, occurrence: str, row: _Row, matter: Matter) -> Scene:
    referral = row.referral
    return Scene(
        happening=happening,
        occurrence=occurrence,
        situation=Situation(role=referral.role, status=referral.status, waiting_on=referral.waiting_on),
        matter=matter,
        case_id=row.case.id,
        owner=owner_of(row.case),
        private_url=link_of(row.case),
        work_url=work_link(row.case),
        unit_id=row.unit.id,
        adviser_id=referral.adviser_id,
    )
