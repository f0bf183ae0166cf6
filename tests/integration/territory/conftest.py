"""An application that knows the communes of France and nothing else."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask

if TYPE_CHECKING:
    from tests.support.installations import Installations


@pytest.fixture
def france(_installations: "Installations", backend: str, redis_url: str) -> Iterator[Flask]:
    """The context of an application with the territory loaded, on each database."""
    with _installations.clean(backend, "territory") as (app, _), app.app_context():
        yield app
