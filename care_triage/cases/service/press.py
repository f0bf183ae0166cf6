"""A date that binds by law comes near: the case is urgent from then on, for every list that shows it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import false, select

from care_triage.cases.models import Case, LegalClock, Need
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.status import ENDED
from care_triage.infra import clock
from care_triage.infra.db import session, transactional

PRESSES_WITHIN: Final = timedelta(days=15)
"""How long before a legal date a case begins to press: a partner needs some days to act."""


def cases_that_press() -> Sequence[int]:
    """Cases that are not urgent yet and have an open need whose legal date is near."""
    today: date = clock.today()
    query = (
        select(Need.case_id)
        .join(LegalClock, LegalClock.need_id == Need.id)
        .join(Case, Case.id == Need.case_id)
        .where(LegalClock.due_on.between(today, today + PRESSES_WITHIN), Need.status.not_in(ENDED))
        .where(Case.urgent == false())
        .distinct()
    )
    return session().scalars(query).all()


@transactional
def mark_pressing(case_id: int) -> None:
    """Mark one case; whoever already did leaves nothing to do."""
    lock_case(case_id).urgent = True
