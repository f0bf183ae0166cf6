"""A million stored decisions replayed as a worker does it: read from the database, decided, compared."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, create_engine, insert, literal, select

from bench import past as synthetic
from bench.crowd import settle
from bench.figures import Figure, below, plain
from bench.ground import ROOT, Ground, application
from care_triage.infra import clock
from care_triage.infra.db import db, table
from care_triage.triage.models import StoredDecision
from care_triage.triage.queries.rule_sets import current_rule_set

_REQUESTS, _RULES, _CHANGED = 1_000_000, 1_000, 5
# As many differ; the others say the same under needs of their own. Their facts take nearly every value there is.
_DIFFERENT = 20_000
_MEGABYTES = 600
_NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
_DECISIONS = table(StoredDecision)


def measure(ground: Ground) -> list[Figure]:
    """Seconds to read and to decide, and megabytes, on both databases."""
    return [figure for backend in _NAMES for figure in _measure(ground, backend)]


def _measure(ground: Ground, backend: str) -> Iterator[Figure]:
    url = ground.database(backend, "replay")
    with application(ground, url):
        _fill(backend)
    found = _replayed(ground.settings(url))
    if (found["requests"], found["unreadable"]) != (_REQUESTS, 0):
        raise AssertionError(f"not everything was replayed: {found}")
    name = f"replay of {_REQUESTS:,} decisions stored in {_NAMES[backend]}".replace(",", " ")
    yield plain(f"{name}, reading", "s", found["read_s"])
    yield plain(f"{name}, deciding and comparing", "s", found["decide_s"])
    yield below(f"{name}, memory of the process", "MB", found["megabytes"], _MEGABYTES)


def _replayed(settings: dict[str, str]) -> dict[str, Any]:
    argv = [sys.executable, "-m", "bench.replay_database_process", str(_RULES), str(_CHANGED)]
    answer = subprocess.run(
        argv, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def _fill(backend: str) -> None:
    rule_set_id = current_rule_set().id
    # An engine of its own: a replay reads decisions only, and the needs behind them are left out.
    engine = create_engine(db.engine.url)
    with engine.begin() as current:
        if backend == "postgresql":
            current.exec_driver_sql("SET LOCAL session_replication_role = replica")
        current.execute(insert(_DECISIONS), list(_rows(rule_set_id)))
        for copy in range(1, _REQUESTS // _DIFFERENT):
            _copy(current, copy * _DIFFERENT)
    engine.dispose()
    settle()


def _rows(rule_set_id: int) -> Iterator[dict[str, Any]]:
    past, at = synthetic.past(_DIFFERENT), clock.now()
    for row in range(_DIFFERENT):
        request = past.request(row)
        yield {
            "id": row + 1, "need_id": row + 1, "rule_set_id": rule_set_id, "decided_on": request.on,
            "decided_at": at - timedelta(seconds=_DIFFERENT - row), "facts": request.facts, "outcome": {},
        }  # fmt: skip


def _copy(current: Connection, shift: int) -> None:
    """The same decisions again, of other needs."""
    shifted = {"id", "need_id"}
    columns = [column + literal(shift) if column.name in shifted else column for column in _DECISIONS.columns]
    first = select(*columns).where(_DECISIONS.c.id <= _DIFFERENT)
    current.execute(insert(_DECISIONS).from_select([column.name for column in _DECISIONS.columns], first))
