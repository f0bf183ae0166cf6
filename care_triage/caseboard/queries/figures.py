"""Simple figures of a period: what was filed, how fast somebody answered, what each partner did with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, and_, case, cast, extract, func, literal, or_, select

from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.types import ACTIVE, ReferralRole, ReferralStatus
from care_triage.infra import clock
from care_triage.infra.db import UtcDateTime, session
from care_triage.partners.models import Partner, Unit

_EXACT_MINUTES = 3 * 24 * 60


@dataclass(frozen=True, slots=True)
class FiguresFilter:
    """Of which requests: filed since, in which department, about which subjects (of a theme)."""

    since_at: datetime
    department: str = ""
    subjects: tuple[str, ...] | None = None


@dataclass(slots=True)
class Delays:
    """Requests by the minutes until their first answer, and those without one by their age so far."""

    answered: Counter[int] = field(default_factory=Counter)
    waiting: Counter[int] = field(default_factory=Counter)
    ended: Counter[int] = field(default_factory=Counter)
    """Closed or withdrawn before anybody answered, by their age at that moment."""

    @property
    def filed(self) -> int:
        """How many were filed."""
        return self.answered.total() + self.waiting.total() + self.ended.total()

    @property
    def unanswered(self) -> Counter[int]:
        """Every request that nobody has answered, by how long it has been or was waiting."""
        return self.waiting + self.ended


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """What one partner did with the referrals sent in the period that ask for an answer."""

    partner_id: int
    partner: str
    received: int
    accepted: int
    declined: int
    late: int


def delays_by_department(wanted: FiguresFilter) -> dict[str, Delays]:
    """The requests of each department; together they are all."""
    return _gather(_each(wanted, Case.department))


def delays_by_subject(wanted: FiguresFilter) -> dict[str, Delays]:
    """The same for each subject; a request about two counts for both. What is confidential counts for none."""
    query = _each(wanted, Need.subject).join(Need, Need.case_id == Case.id).where(Need.confidential.is_(False))
    if wanted.subjects is not None:
        query = query.where(Need.subject.in_(wanted.subjects))
    return _gather(query)


def partner_figures(wanted: FiguresFilter) -> Sequence[PartnerFigures]:
    """Each partner that received something, busiest first. Referrals of confidential needs are left out: a
    partner and a subject together would tell of the business.
    """
    late = or_(
        and_(Referral.status.in_(ACTIVE), Referral.due_at < clock.now()), Referral.status == ReferralStatus.EXPIRED
    )
    query = (
        select(
            Partner.id, Partner.name, func.count().label("received"), _number(Referral.accepted_at.is_not(None)),
            _number(Referral.status == ReferralStatus.DECLINED), _number(late),
        )
        .select_from(Referral)
        .join(Need, and_(Need.id == Referral.need_id, Need.confidential.is_(False)))
        .join(Unit, Unit.id == Referral.unit_id)
        .join(Partner, Partner.id == Unit.partner_id)
        .where(Referral.sent_at >= wanted.since_at, Referral.role != ReferralRole.INFORM)
        .group_by(Partner.id, Partner.name)
        .order_by(func.count().desc(), Partner.name)
    )  # fmt: skip
    if wanted.subjects is not None:
        query = query.where(Need.subject.in_(wanted.subjects))
    if wanted.department:
        query = query.join(Case, Case.id == Referral.case_id).where(Case.department == wanted.department)
    return [PartnerFigures(*row) for row in session().execute(query)]


def _each(wanted: FiguresFilter, group: Any) -> Select[*tuple[Any, ...]]:
    """Each request: its group, whether it was answered, whether it ended, and the minutes until one or the other."""
    end_at = func.coalesce(Case.first_answered_at, Case.closed_at, literal(clock.now(), UtcDateTime()))
    exact = (_seconds(end_at) - _seconds(Case.filed_at)) // 60
    # To the hour after three days: no page says it closer, and a year is counted in few rows.
    minutes = case((exact < _EXACT_MINUTES, exact), else_=exact // 60 * 60)
    columns = (
        group.label("name"), Case.first_answered_at.is_not(None).label("answered"),
        Case.closed_at.is_not(None).label("over"), minutes.label("minutes"),
    )  # fmt: skip
    return select(*columns).select_from(Case).where(*conditions_of(wanted))


def conditions_of(wanted: FiguresFilter) -> Iterable[ColumnElement[bool]]:
    """The cases that figures are about."""
    yield Case.filed_at >= wanted.since_at
    if wanted.department:
        yield Case.department == wanted.department
    if wanted.subjects is not None:
        about = select(Need.case_id).where(Need.subject.in_(wanted.subjects), Need.confidential.is_(False))
        yield Case.id.in_(about)


def _gather(query: Select[*tuple[Any, ...]]) -> dict[str, Delays]:
    """Counted by the database, so that a year costs few rows."""
    each = query.subquery()
    counted = select(each, func.count().label("number")).group_by(*each.c)
    found: dict[str, Delays] = defaultdict(Delays)
    for row in session().execute(counted):
        of_group = found[row.name]
        where = of_group.answered if row.answered else of_group.ended if row.over else of_group.waiting
        where[max(0, row.minutes)] += row.number
    return found


def _seconds(instant: Any) -> ColumnElement[int]:
    return cast(extract("epoch", instant), BigInteger)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(func.sum(case((condition, 1), else_=0)), Integer)
