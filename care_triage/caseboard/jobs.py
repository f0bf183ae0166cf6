"""Background entry points of the board."""

from care_triage.caseboard.service.index_case import index_case
from care_triage.cases.events import CaseErased, CaseFiled


def index_words(event: CaseFiled) -> None:
    """Let a new case be found by its words; filing does not wait for it."""
    index_case(event.case_id)


def index_erased(event: CaseErased) -> None:
    """Nobody is found any more by the name of somebody who was forgotten."""
    index_case(event.case_id)
