"""« Ce qui presse »: open needs whose legal date is near or has just passed, the nearest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select

from care_triage.accounts.types import Viewer
from care_triage.cases.models import Case, LegalClock, Need
from care_triage.cases.queries import access
from care_triage.cases.service.press import PRESSES_WITHIN
from care_triage.cases.service.status import ENDED
from care_triage.infra import clock
from care_triage.infra.db import session

MOST: Final = 20
# What has just passed can often still be mended.
_STILL: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pressing:
    """A need and the day by which the law wants something."""

    case_id: int
    reference: str
    subject: str
    company: str | None
    commune: str
    due_on: date


def what_presses(viewer: Viewer) -> Sequence[Pressing]:
    """The needs of all cases that the viewer may read; a need shows its earliest date that still counts."""
    today = clock.today()
    due_on = func.min(LegalClock.due_on).label("due_on")
    query = (
        select(Case.id, Case.reference, Need.subject, Case.company_name, Case.commune_label, due_on)
        .join(Need, Need.case_id == Case.id)
        .join(LegalClock, LegalClock.need_id == Need.id)
        .where(LegalClock.due_on.between(today - _STILL, today + PRESSES_WITHIN), Need.status.not_in(ENDED))
        .where(access.visible_case(viewer), access.visible_need(viewer))
        .group_by(Case.id, Case.reference, Need.id, Need.subject, Case.company_name, Case.commune_label)
        .order_by(due_on, Need.id)
        .limit(MOST)
    )
    return [Pressing(*row) for row in session().execute(query)]
