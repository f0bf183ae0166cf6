"""An installation whose parts can be killed: its own queue server, and workers as real processes."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.integration.resilience.processes import Processes
from tests.support.installations import DATABASE, Installations
from tests.support.redis_server import RedisServer


@pytest.fixture
def site(stocked_app: Flask, own_redis: RedisServer, _installations: Installations) -> Flask:
    """The web part: territory and catalogue loaded, jobs queued in `own_redis`."""
    stocked_app.extensions[DATABASE].written_elsewhere()
    return _installations.beside(stocked_app, redis_url=own_redis.url)


@pytest.fixture
def processes(site: Flask) -> Iterator[Processes]:
    """Its other parts, as processes of their own."""
    with Processes(site) as started:
        yield started
