"""Background entry points of the rulebook."""

from care_triage.infra.outbox import external
from care_triage.rulebook.events import DraftStepTaken, ReplayAsked, VerificationAsked
from care_triage.rulebook.service.announce import announce_step
from care_triage.rulebook.service.run_replay import run_replay
from care_triage.rulebook.service.run_verification import run_verification


# It lasts, and shows how far it is: between transactions of its own.
@external
def replay_draft(event: ReplayAsked) -> None:
    """Replay a draft over past requests."""
    run_replay(event.replay_id)


# It lasts, for the same reason.
@external
def verify_draft(event: VerificationAsked) -> None:
    """Verify a draft to the end."""
    run_verification(event.verification_id)


def announce_draft(event: DraftStepTaken) -> None:
    """Say that a draft moved on, unless it has moved on again since."""
    announce_step(event.step_id)
