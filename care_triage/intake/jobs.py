"""Background entry points of the front door."""

from care_triage.cases.events import CaseErased
from care_triage.intake.events import DayPassed
from care_triage.intake.service import forget_request as forgetting
from care_triage.intake.service.forget_drafts import forget_old_drafts


def forget_drafts(_event: DayPassed) -> None:
    """Erase requests that were begun and never sent."""
    forget_old_drafts()


def forget_request(event: CaseErased) -> None:
    """The owner is forgotten here too."""
    forgetting.forget_request(event.case_id)
