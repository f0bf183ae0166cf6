"""What goes along with a case beside its work: the wish to be forgotten, the case it follows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from care_triage.accounts.types import Viewer
from care_triage.cases.companions import CaseSequel, Erasure
from care_triage.cases.models import Case
from care_triage.cases.queries import access
from care_triage.infra.db import session


@dataclass(frozen=True)
class ErasureRow:
    """When an erasure was asked for, when it is due, when it was done."""

    asked_at: datetime
    due_at: datetime
    done_at: datetime | None


def find_erasure(case_id: int) -> ErasureRow | None:
    """The erasure of a case, if its owner asked for one."""
    row = session().get(Erasure, case_id)
    return ErasureRow(row.asked_at, row.due_at, row.done_at) if row else None


def is_erased(case_id: int) -> bool:
    """Whether nothing of a person is left in a case."""
    found = find_erasure(case_id)
    return found is not None and found.done_at is not None


def find_followed(case_id: int, viewer: Viewer) -> tuple[int, str] | None:
    """The id and the reference of the earlier case that this one takes up, where the viewer may open it."""
    query = (
        select(Case.id, Case.reference)
        .join(CaseSequel, CaseSequel.follows_id == Case.id)
        .where(CaseSequel.case_id == case_id, access.visible_case(viewer))
    )
    row = session().execute(query).one_or_none()
    return (row.id, row.reference) if row else None
