"""Fixtures of every test.

* `app`, `client`: on SQLite and on PostgreSQL (each test runs twice), schema only, empty tables.
* `stocked_app`, `stocked_client`: the same with the territory and the catalogue loaded.
* `sqlite_app`: SQLite only, for what cannot differ between databases.
* `app_context`: `app` with its context pushed, to call use cases and queries directly. Not together with `client`:
  a request inside an open context shares its `g`, hence its signed-in person.
* `own_redis`, `own_redis_app`: a server to kill in the middle, and an application that relies on it.
* `redis_url`: this worker's own database on a real Redis-protocol server, emptied for each test.

Whatever a test writes is gone before the next one. Servers start when a test first asks for them.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from tests.support.redis_server import RedisServer
from tests.support.servers import AnyServers, Servers, SharedServers

if TYPE_CHECKING:
    from tests.support.databases import TestDatabase
    from tests.support.installations import Installations

pytest_plugins = ("tests.support.left_out",)

# A machine shared with other work is no stopwatch. What Hypothesis sets by itself in CI stays.
settings.register_profile("care", settings(), deadline=None)
settings.load_profile("care")

_SERVERS = pytest.StashKey[AnyServers]()
_BACKENDS = ("sqlite", "postgresql")


def pytest_configure(config: pytest.Config) -> None:
    """An xdist worker gets the addresses of the servers; any other process starts them when needed."""
    given = getattr(config, "workerinput", {}).get("care_servers")
    config.stash[_SERVERS] = SharedServers(*map(Path, given)) if given else Servers()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Tell a new xdist worker where the servers are; the controller owns them, so a dying worker ends none."""
    config, workerinput = node.config, node.workerinput  # type: ignore[attr-defined]
    servers = config.stash[_SERVERS]
    workerinput["care_servers"] = [
        str(path) for path in (servers.directory, servers.postgres_dir, servers.valkey_socket)
    ]


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the servers with the session."""
    servers = config.stash.get(_SERVERS, None)
    if isinstance(servers, Servers):
        servers.close()


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> AnyServers:
    """The servers of this session."""
    return request.config.stash[_SERVERS]


@pytest.fixture(scope="session")
def _worker() -> int:
    """0, 1, ...: which xdist worker this is."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture(scope="session")
def _redis_url(servers: AnyServers, _worker: int) -> str:
    return f"unix://{servers.valkey_socket}?db={_worker}"


@pytest.fixture(scope="session")
def site_redis_url(servers: AnyServers, _worker: int) -> str:
    """The database of a served installation: never emptied under its worker's feet."""
    return f"unix://{servers.valkey_socket}?db={32 + _worker}"


@pytest.fixture
def redis_url(_redis_url: str) -> str:
    """The worker's database on the Redis-protocol server, emptied for this test."""
    with redis.Redis.from_url(_redis_url) as server:
        server.flushdb()
    return _redis_url


@pytest.fixture(scope="session")
def _installations(servers: AnyServers, _redis_url: str, _worker: int) -> "Installations":
    # Imported here: unit tests of pure code wait for no application.
    from tests.support.installations import Installations

    return Installations(servers, _redis_url, _worker)


@pytest.fixture(params=_BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Makes a test run on each database."""
    return str(request.param)


@pytest.fixture
def app(_installations: "Installations", backend: str, redis_url: str) -> Iterator[Flask]:
    """The application on an empty, migrated database."""
    with _installations.clean(backend, "empty") as (app, _):
        yield app


@pytest.fixture
def stocked_app(_installations: "Installations", backend: str, redis_url: str) -> Iterator[Flask]:
    """The application with the communes of France, partners, subjects and rules loaded."""
    with _installations.clean(backend, "stocked") as (app, _):
        yield app


@pytest.fixture
def sqlite_app(_installations: "Installations", redis_url: str) -> Iterator[Flask]:
    """The application on an empty, migrated SQLite database only."""
    with _installations.clean("sqlite", "empty") as (app, _):
        yield app


@pytest.fixture
def bare_app(_installations: "Installations", backend: str, redis_url: str) -> Iterator[Flask]:
    """The application on a database without any table: for migrations."""
    with _installations.clean(backend, "bare") as (app, database):
        # Its tables come and go: only a fresh copy is clean.
        database.written_elsewhere()
        yield app


@pytest.fixture
def database(app: Flask) -> "TestDatabase":
    """The database of `app`. Call its `written_elsewhere()` when another process writes to it."""
    from tests.support.installations import DATABASE

    found: TestDatabase = app.extensions[DATABASE]
    return found


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A running Redis-protocol server of this test alone: `kill()` it, `start()` it again."""
    server = RedisServer(tmp_path / "redis")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_redis_app(app: Flask, own_redis: RedisServer, _installations: "Installations") -> Flask:
    """An application on the database of `app` that queues its jobs in `own_redis`."""
    return _installations.beside(app, redis_url=own_redis.url)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def stocked_client(stocked_app: Flask) -> FlaskClient:
    """A browser without JavaScript, on an application with territory and catalogue."""
    return stocked_app.test_client()


@pytest.fixture
def app_context(app: Flask) -> Iterator[Flask]:
    """`app` with its context pushed."""
    with app.app_context():
        yield app


@pytest.fixture
def stocked_context(stocked_app: Flask) -> Iterator[Flask]:
    """`stocked_app` with its context pushed."""
    with stocked_app.app_context():
        yield stocked_app
