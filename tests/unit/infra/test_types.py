"""Instants are stored in UTC and aware; what is naive is refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import sqlite

from care_triage.infra import clock
from care_triage.infra.db import UtcDateTime

_DIALECT = sqlite.dialect()
_PARIS = datetime(2026, 3, 29, 3, 30, tzinfo=clock.PARIS)
# As SQLite gives it back.
_NAIVE = datetime(2026, 3, 29, 1, 30)  # noqa: DTZ001


def test_an_aware_instant_is_stored_in_utc() -> None:
    assert UtcDateTime().process_bind_param(_PARIS, _DIALECT) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        UtcDateTime().process_bind_param(_NAIVE, _DIALECT)


@pytest.mark.parametrize("stored", [_NAIVE, _PARIS, _PARIS.astimezone(timezone(timedelta(hours=-3)))])
def test_what_a_database_gives_back_is_aware_and_utc(stored: datetime) -> None:
    found = UtcDateTime().process_result_value(stored, _DIALECT)
    assert found == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert found is not None
    assert found.utcoffset() == timedelta(0)


def test_nothing_stays_nothing() -> None:
    assert UtcDateTime().process_bind_param(None, _DIALECT) is None
    assert UtcDateTime().process_result_value(None, _DIALECT) is None


def test_a_pretended_time_ends_with_its_block() -> None:
    before = clock.now()
    with clock.pretend(datetime(2026, 1, 1, 0, 30, tzinfo=clock.PARIS)):
        assert clock.now() == datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
        assert clock.today().isoformat() == "2026-01-01"
    assert clock.now() >= before
