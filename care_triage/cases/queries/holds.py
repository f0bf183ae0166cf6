"""What a case waits for before it is routed."""

from sqlalchemy import select

from care_triage.cases.models import Hold
from care_triage.cases.types import HoldKind, HoldState
from care_triage.infra.db import session


def holds_of(case_id: int) -> frozenset[HoldKind]:
    """Why a case is held now; empty for nearly every case."""
    return frozenset(session().scalars(select(Hold.kind).where(Hold.case_id == case_id, Hold.state == HoldState.HELD)))


def is_refused(case_id: int) -> bool:
    """Whether a person said that this is no request at all."""
    query = select(Hold.id).where(Hold.case_id == case_id, Hold.state == HoldState.REFUSED)
    return session().scalar(query.limit(1)) is not None
