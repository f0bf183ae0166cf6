"""Who may write in a draft, as far as the pages need to know; the use cases decide."""

from care_triage.accounts.session import current_viewer
from care_triage.rulebook.routes.blueprint import AUTHORS
from care_triage.rulebook.types import DraftState, DraftView


def may_write(draft: DraftView) -> bool:
    """Whether the reader is shown ways to change this draft."""
    return draft.state is DraftState.OPEN and current_viewer().has(*AUTHORS)
