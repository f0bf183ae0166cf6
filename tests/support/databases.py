"""Databases for tests: a template made once a session, a copy for each worker, clean again for each test."""

import fcntl
import re
import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from tests.support import postgres

_WRITES = re.compile(
    r"\b(?:insert\s+into|update|delete\s+from|replace\s+into|truncate(?:\s+table)?)\s+\"?(\w+)", re.IGNORECASE
)


class TestDatabase(ABC):
    """One worker's own copy of a template. `reset()` gives it back the template's contents."""

    __test__ = False

    def __init__(self, url: str) -> None:
        self.url = url
        self._engines: list[Engine] = []
        self._touched: set[str] = set()
        self._elsewhere = False

    def watch(self, engine: Engine) -> None:
        """Learn from an engine which tables a test writes, so that a test that only reads costs no reset."""
        self._engines.append(engine)

        @event.listens_for(engine, "before_cursor_execute")
        def note(_connection: Connection, _cursor: object, statement: str, *_rest: Any) -> None:
            self._touched.update(name.lower() for name in _WRITES.findall(statement))

    def written_elsewhere(self) -> None:
        """Another process (server, worker) writes during this test: take a fresh copy afterwards."""
        self._elsewhere = True

    def reset(self) -> None:
        """Undo whatever the test has written."""
        for engine in self._engines:
            engine.dispose()
        if self._touched or self._elsewhere:
            self._restore(frozenset(self._touched), entirely=self._elsewhere)
        self._touched.clear()
        self._elsewhere = False

    @abstractmethod
    def _restore(self, touched: frozenset[str], *, entirely: bool) -> None: ...


class SqliteDatabase(TestDatabase):
    """A file, copied from the template's file."""

    def __init__(self, template: Path, path: Path) -> None:
        super().__init__(f"sqlite:///{path}")
        self._template, self._path = template, path
        self._copy()

    def _restore(self, touched: frozenset[str], *, entirely: bool) -> None:
        self._copy()

    def _copy(self) -> None:
        for suffix in ("-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self._template, self._path)


class PostgresDatabase(TestDatabase):
    """A database cloned from the template; tables that the template leaves empty are only emptied again."""

    def __init__(self, socket_dir: Path, template: str, name: str) -> None:
        super().__init__(postgres.address(socket_dir, name))
        self._socket_dir, self._template, self._name = socket_dir, template, name
        self._clone()
        self._tables, self._filled = self._look()

    def _restore(self, touched: frozenset[str], *, entirely: bool) -> None:
        written = touched & self._tables
        if entirely or written & self._filled:
            self._clone()
        elif written:
            self._empty(written)

    def _clone(self) -> None:
        with postgres.administer(self._socket_dir) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)')
            admin.execute(f'CREATE DATABASE "{self._name}" TEMPLATE "{self._template}"')

    def _empty(self, tables: frozenset[str]) -> None:
        with postgres.connect(self._socket_dir, self._name) as connection:
            # As a replica: no trigger forbids it (the history is append-only), no foreign key orders it.
            connection.execute("SET session_replication_role = replica")
            for table in sorted(tables):
                connection.execute(f'DELETE FROM "{table}"')

    def _look(self) -> tuple[frozenset[str], frozenset[str]]:
        with postgres.connect(self._socket_dir, self._name) as connection:
            rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            tables = frozenset(str(row[0]) for row in rows)
            filled = (t for t in tables if connection.execute(f'SELECT 1 FROM "{t}" LIMIT 1').fetchone())
            return tables, frozenset(filled)


class Templates:
    """Makes each template once a session, whichever worker asks first."""

    def __init__(self, directory: Path, postgres_dir: Callable[[], Path], fill: Callable[[str, str], None]) -> None:
        """`fill(url, contents)` migrates the empty database at `url` and loads `contents` into it."""
        self._directory, self._postgres_dir, self._fill = directory, postgres_dir, fill

    def database(self, kind: str, contents: str, worker: str) -> TestDatabase:
        """The worker's own copy of the template."""
        if kind == "sqlite":
            template = self._sqlite_template(contents)
            return SqliteDatabase(template, self._directory / f"{contents}-{worker}.db")
        self._postgres_template(contents)
        return PostgresDatabase(self._postgres_dir(), f"care_{contents}", f"care_{contents}_{worker}")

    def _sqlite_template(self, contents: str) -> Path:
        path = self._directory / f"{contents}.template.db"
        with self._made_once(f"sqlite-{contents}") as made:
            if not made:
                path.touch()
                self._fill(f"sqlite:///{path}", contents)
                connection = sqlite3.connect(path)
                # One plain file is what gets copied: no write-ahead log beside it.
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.close()
        return path

    def _postgres_template(self, contents: str) -> None:
        name = f"care_{contents}"
        with self._made_once(f"postgresql-{contents}") as made:
            if not made:
                with postgres.administer(self._postgres_dir()) as admin:
                    admin.execute(f'CREATE DATABASE "{name}"')
                self._fill(postgres.address(self._postgres_dir(), name), contents)

    @contextmanager
    def _made_once(self, name: str) -> Iterator[bool]:
        """Hold the session's lock for `name`; gives whether the thing is there, and marks it as there after."""
        done = self._directory / f"{name}.done"
        with (self._directory / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield done.exists()
            done.touch()
