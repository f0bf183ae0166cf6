"""How far a replay is, without reading what it found."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# A runner speaks several times a minute; one that was silent for so long is dead.
SILENCE = timedelta(minutes=2)


class ReplayState(StrEnum):
    """Where a replay is on its way."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class ReplayProblem(StrEnum):
    """Why a replay failed."""

    RULES = "rules"
    TOO_LONG = "too_long"
    SILENT = "silent"
    UNEXPECTED = "unexpected"


ACTIVE = (ReplayState.QUEUED, ReplayState.RUNNING)


@dataclass(frozen=True)
class Progress:
    """Past requests read so far, and how many there are; None before they are counted."""

    done: int
    total: int | None

    @property
    def percent(self) -> int:
        """Whole percents, at most 100."""
        return min(100, 100 * self.done // self.total) if self.total else 0


def is_silent(state: ReplayState, beat_at: datetime | None, now: datetime) -> bool:
    """Whether the runner of a replay stopped without saying so."""
    return state is ReplayState.RUNNING and (beat_at is None or now - beat_at > SILENCE)
