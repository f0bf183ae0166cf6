"""A unit test that reaches for a database fails at once, with the reason."""

from collections.abc import Iterator
from typing import NoReturn

import pytest
from sqlalchemy.pool import Pool


def _refuse(_pool: Pool) -> NoReturn:
    raise AssertionError("a unit test reached for the database: move it to tests/integration")


@pytest.fixture(autouse=True)
def no_database() -> Iterator[None]:
    """Close the only door through which SQLAlchemy reaches a database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pool, "connect", _refuse)
        yield
