"""Background entry points of the rulebook."""

from care_triage.infra.outbox import external
from care_triage.rulebook.events import ReplayAsked
from care_triage.rulebook.service.run_replay import run_replay


# It lasts, and shows how far it is: between transactions of its own.
@external
def replay_draft(event: ReplayAsked) -> None:
    """Replay a draft over past requests."""
    run_replay(event.replay_id)
