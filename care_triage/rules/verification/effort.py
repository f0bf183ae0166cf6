"""How much work verification may do, and how it stops: never silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_ASK_EVERY = 4_096


class CutOff(Exception):
    """A check stopped before its end, at this limit."""

    def __init__(self, limit: str, number: int) -> None:
        super().__init__(limit, number)
        self.limit = limit
        self.number = number


class Cancelled(Exception):
    """Whoever asked does not want the answer any more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one verification.

    `findings` of one kind; `pairs` of rules compared; `steps` in all, where a step looks once at one box (about a
    microsecond); `question_steps` for one question, after which the SAT solver takes over where `solver` allows it
    (it costs 5 MB of memory for ever), up to `conflicts`.
    """

    findings: int = 200
    pairs: int = 200_000
    steps: int = 60_000_000
    question_steps: int = 100_000
    solver: bool = True
    conflicts: int = 200_000


WHOLE_TABLE = Limits()
"""For a command or a job."""

ONE_PAGE = Limits(pairs=50_000, steps=1_500_000, question_steps=50_000, solver=False)
"""For a whole table while a page waits: two seconds at worst, and no solver in the memory of the web process."""

ONE_ROW = Limits(findings=20, pairs=2_000, steps=40_000, question_steps=20_000, solver=False)
"""For a page that waits: under 150 ms."""


def silent(_done: int, _total: int) -> None:
    """Report progress to nobody."""


class Effort:
    """Counts the work of one verification, and asks now and then whether it is still wanted."""

    def __init__(self, limits: Limits, cancelled: Callable[[], bool]) -> None:
        self.limits = limits
        self._cancelled = cancelled
        self._spent = 0
        self._asked_at = 0

    def spend(self, steps: int) -> None:
        """Count some steps. Raises CutOff at the limit of all steps, Cancelled when nobody waits any more."""
        self._spent += steps
        if self._spent > self.limits.steps:
            raise CutOff("steps", self.limits.steps)
        if self._spent - self._asked_at >= _ASK_EVERY:
            self.check()

    def check(self) -> None:
        """Raise Cancelled when nobody waits any more."""
        self._asked_at = self._spent
        if self._cancelled():
            raise Cancelled
