"""The board's first page for a coordinator, with a hundred times the cases."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field

from flask import Flask

from bench import crowd, staff
from bench.client import Connection, get
from bench.figures import Figure, at_most, beside
from bench.ground import Ground, application, serving
from care_triage.caseboard.queries.board import Cursor, board_page
from care_triage.caseboard.queries.board_counts import count_by_status
from care_triage.caseboard.queries.board_filter import BoardFilter

_FEW, _MANY = 1_000, 100_000
_LOADS, _WARM_UP = 80, 8
_MOST = 1.5
_PATH = "/espace/tableau"
_NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}


@dataclass
class _Board:
    """One size of board: the served page, and what it asks of the database."""

    app: Flask
    person: staff.SignedIn
    connection: Connection
    pages: list[float] = field(default_factory=list)
    queries: list[float] = field(default_factory=list)

    def load(self) -> None:
        """The page as a browser gets it, then its queries alone."""
        self.pages.append(_milliseconds(self._page))
        with self.app.app_context():
            self.queries.append(_milliseconds(self._query))

    def _page(self) -> None:
        status = self.connection.ask(get(_PATH, self.person.cookie))
        if status != 200:
            raise RuntimeError(f"{_PATH} answered {status}")

    def _query(self) -> None:
        board_page(BoardFilter(), self.person.viewer, Cursor())
        count_by_status(BoardFilter(), self.person.viewer)


def _milliseconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def measure(ground: Ground) -> list[Figure]:
    """Milliseconds to the whole page, both sizes in turn, on both databases."""
    return [figure for backend in _NAMES for figure in _measure(ground, backend)]


def _measure(ground: Ground, backend: str) -> Iterator[Figure]:
    with ExitStack() as stack:
        few, many = (stack.enter_context(_board(ground, backend, count)) for count in (_FEW, _MANY))
        for _ in range(_LOADS + _WARM_UP):
            few.load()
            many.load()
    name = f"board's first page on {_NAMES[backend]}, {_MANY // _FEW} times the cases"
    value, baseline = _median(many.pages), _median(few.pages)
    yield at_most(f"{name}, p50", "ms", value, baseline, value / baseline, _MOST)
    yield beside(f"{name}, queries alone", "ms", _median(many.queries), _median(few.queries))


def _median(times: list[float]) -> float:
    return statistics.median(times[_WARM_UP:])


@contextmanager
def _board(ground: Ground, backend: str, count: int) -> Iterator[_Board]:
    url = ground.database(backend, f"board_{count}")
    with ExitStack() as stack:
        app = stack.enter_context(application(ground, url))
        crowd.write_cases(count)
        crowd.settle()
        person = staff.coordinator(app)
        site = stack.enter_context(serving(ground, "wsgi:app", ground.settings(url), workers=1))
        connection = stack.enter_context(closing(Connection(site.port, "127.0.0.1")))
        yield _Board(app, person, connection)
