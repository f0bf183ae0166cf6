"""What happens at the front door without anybody there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DayPassed:
    """A day has gone by: what was left unfinished too long is forgotten."""
