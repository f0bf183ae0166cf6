"""What happens in the rulebook."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReplayAsked:
    """Somebody asked to replay a draft over past requests."""

    replay_id: int
