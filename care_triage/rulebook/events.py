"""What happens in the rulebook."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReplayAsked:
    """Somebody asked to replay a draft over past requests."""

    replay_id: int


@dataclass(frozen=True)
class VerificationAsked:
    """Somebody asked to verify a draft to the end."""

    verification_id: int


@dataclass(frozen=True)
class DraftStepTaken:
    """A draft took a step on its way that somebody may have to be told of."""

    step_id: int
