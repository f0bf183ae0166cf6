"""Who writes for the owner of a case."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from care_triage.cases.models import Mandate
from care_triage.cases.types import MandateRole, MandateState
from care_triage.infra.db import session

# While the owner has not answered, and after they agreed.
_OPEN = frozenset({MandateState.GIVEN, MandateState.ASKED, MandateState.CONFIRMED})


@dataclass(frozen=True)
class MandateRow:
    """Somebody who writes for an owner."""

    case_id: int
    state: MandateState
    role: MandateRole
    name: str
    organisation: str | None
    email: str | None
    phone: str | None
    signed_on: date | None
    decided_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether they may still follow the case."""
        return self.state in _OPEN

    @property
    def is_in_force(self) -> bool:
        """Whether the owner agreed, as far as anybody knows."""
        return self.state in (MandateState.GIVEN, MandateState.CONFIRMED)


def find_mandate(case_id: int) -> MandateRow | None:
    """Who writes for the owner; None where owners write for themselves."""
    row = session().scalar(select(Mandate).where(Mandate.case_id == case_id).execution_options(populate_existing=True))
    if row is None:
        return None
    return MandateRow(row.case_id, row.state, row.role, row.name, row.organisation, row.email, row.phone,
                      row.signed_on, row.decided_at)  # fmt: skip
