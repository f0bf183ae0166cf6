"""The needs of a case, for what triage keeps about them."""

from collections.abc import Sequence

from sqlalchemy import select

from care_triage.cases.models import Need
from care_triage.infra.db import session


def need_ids(case_id: int) -> Sequence[int]:
    """Ids of the needs of a case."""
    return session().scalars(select(Need.id).where(Need.case_id == case_id).order_by(Need.id)).all()


def subjects_of(case_id: int) -> Sequence[str]:
    """Their subjects."""
    return session().scalars(select(Need.subject).where(Need.case_id == case_id).order_by(Need.id)).all()
