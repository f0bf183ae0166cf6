"""The only place that reads the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

_pretended: ContextVar[datetime | None] = ContextVar("care_pretended_now", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _pretended.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in Paris, the one that owners and advisers live in."""
    return now().astimezone(PARIS).date()


@contextmanager
def pretend(at: datetime) -> Iterator[None]:
    """Let it be `at` (aware) for what runs inside: how demo cases get a past, and tests a future."""
    token = _pretended.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _pretended.reset(token)
