"""How it went, for the owner who answers, for whoever worked on the case, and in figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from care_triage.cases.companion_types import BusinessState, HowItWent, Moment, Usefulness
from care_triage.cases.companions import Opinion
from care_triage.cases.models import Case, Need
from care_triage.infra.db import session


@dataclass(frozen=True)
class OpinionRow:
    """One answer. `words` are empty where they are kept from the reader."""

    moment: Moment
    asked_at: datetime | None
    answered_at: datetime | None
    useful: Usefulness | None
    business: BusinessState | None
    words: str
    shares_words: bool


@dataclass(frozen=True)
class OpinionFigures:
    """Everybody who was asked at one moment, by what they answered; whoever said nothing is counted too."""

    asked: int
    answered: int
    unasked: int
    useful: Mapping[Usefulness, int]
    business: Mapping[BusinessState, int]

    @property
    def silent(self) -> int:
        """Asked, and did not answer."""
        return self.asked - self.answered


def find_told(case_id: int, moment: Moment, ended_at: datetime | None) -> HowItWent | None:
    """What the owner answered about this end, to be changed; None before the first answer."""
    query = select(Opinion).where(
        Opinion.case_id == case_id, Opinion.moment == moment, Opinion.ended_at == ended_at,
        Opinion.answered_at.is_not(None),
    )  # fmt: skip
    row = session().scalar(query)
    return HowItWent(row.useful, row.business, row.words, row.shares_words) if row else None


def opinions_of(case_id: int, *, all_words: bool = False) -> tuple[OpinionRow, ...]:
    """The answers of a case; words only where their writer shares them, unless the reader is their writer."""
    query = select(Opinion).where(Opinion.case_id == case_id, Opinion.answered_at.is_not(None)).order_by(Opinion.id)
    return tuple(
        OpinionRow(
            row.moment, row.asked_at, row.answered_at, row.useful, row.business,
            row.words if all_words or row.shares_words else "", row.shares_words,
        )
        for row in session().scalars(query)
    )  # fmt: skip


def opinion_figures(
    since_at: datetime, department: str, subjects: tuple[str, ...] | None
) -> Mapping[Moment, OpinionFigures]:
    """For requests filed since then. Confidential subjects are counted among all, and in no theme."""
    groups = (
        Opinion.moment,
        Opinion.asked_at.is_not(None),
        Opinion.answered_at.is_not(None),
        Opinion.useful,
        Opinion.business,
    )
    query = (
        select(*groups, func.count()).join(Case, Case.id == Opinion.case_id).where(Case.filed_at >= since_at)
    ).group_by(*groups)
    if department:
        query = query.where(Case.department == department)
    if subjects is not None:
        about = select(Need.case_id).where(Need.subject.in_(subjects), Need.confidential.is_(False))
        query = query.where(Case.id.in_(about))
    rows = [tuple(row) for row in session().execute(query)]
    return {moment: _figures([row[1:] for row in rows if row[0] is moment]) for moment in Moment}


def _figures(rows: list[tuple[object, ...]]) -> OpinionFigures:
    def count(asked: bool, *, answered: bool | None = None) -> int:
        return sum(int(str(row[4])) for row in rows if bool(row[0]) is asked and answered in (None, bool(row[1])))

    return OpinionFigures(
        asked=count(True),
        answered=count(True, answered=True),
        unasked=count(False, answered=True),
        useful={each: sum(int(str(row[4])) for row in rows if row[2] == each) for each in Usefulness},
        business={each: sum(int(str(row[4])) for row in rows if row[3] == each) for each in BusinessState},
    )
