"""The board's first page for a coordinator, with a hundred times the cases."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field

from bench import crowd, staff
from bench.client import Connection, get
from bench.figures import Figure, at_most
from bench.ground import Ground, application, serving
from bench.load import percentile

_FEW, _MANY = 1_000, 100_000
_LOADS = 80
_WARM_UP = 8
_MOST = 1.5
_PATH = "/espace/tableau"


@dataclass
class _Reader:
    """A coordinator who loads the page again and again."""

    connection: Connection
    request: bytes
    times: list[float] = field(default_factory=list)

    def load(self) -> None:
        started = time.perf_counter()
        status = self.connection.ask(self.request)
        self.times.append(time.perf_counter() - started)
        if status != 200:
            raise RuntimeError(f"{_PATH} answered {status}")


def measure(ground: Ground) -> list[Figure]:
    """Milliseconds to the whole page, loads of both sizes in turn."""
    return [figure for backend in ("postgresql", "sqlite") for figure in _measure(ground, backend)]


def _measure(ground: Ground, backend: str) -> Iterator[Figure]:
    with ExitStack() as stack:
        few, many = (stack.enter_context(_reader(ground, backend, count)) for count in (_FEW, _MANY))
        for _ in range(_LOADS + _WARM_UP):
            few.load()
            many.load()
    names = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
    value, baseline = (1000 * percentile(reader.times[_WARM_UP:], 50) for reader in (many, few))
    name = f"board's first page on {names[backend]}, {_MANY:,} cases / {_FEW:,}, p50"
    yield at_most(name.replace(",", " ", 1), "ms", value, baseline, value / baseline, _MOST)


@contextmanager
def _reader(ground: Ground, backend: str, count: int) -> Iterator[_Reader]:
    url = ground.database(backend, f"board_{count}")
    with application(ground, url) as app:
        crowd.write_cases(count)
        cookie = staff.coordinator_cookie(app)
    with (
        serving(ground, "wsgi:app", ground.settings(url), workers=1) as site,
        closing(Connection(site.port, "127.0.0.1")) as connection,
    ):
        yield _Reader(connection, get(_PATH, cookie))
