"""The database: one session, one place that commits.

A use case is marked `@transactional`. The outermost one opens the transaction and commits it;
those it calls join. Functions handed to `after_commit` run once the commit has succeeded, those handed
to `after_rollback` when the work is undone.
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import structlog
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, Engine, MetaData, Table, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

# Seconds in the pool after which a connection may have lost its server.
RESTED = 1.0

Json = dict[str, Any]
Hook = Callable[[], object]
P = ParamSpec("P")
R = TypeVar("R")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant; refuses naive ones on the way in, gives UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


# Documents are replaced whole, never changed in place.
JsonDict = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Base(DeclarativeBase):
    """Parent of every table: named constraints, aware datetimes."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UtcDateTime, Json: JsonDict},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False})

log = structlog.get_logger(__name__)


@dataclass
class _Transaction:
    """What waits for the end of the open transaction, and whether it may still commit."""

    committed: list[Hook] = field(default_factory=list)
    undone: list[Hook] = field(default_factory=list)
    is_broken: bool = False
    connection: Connection | None = None

    def require_whole(self) -> None:
        """Refuse to commit after somebody swallowed the failure of a use case that had joined."""
        if self.is_broken:
            raise RuntimeError("a use case inside this one failed: its half of the work cannot be committed")


_open: ContextVar[_Transaction | None] = ContextVar("care_transaction", default=None)


def session() -> Session:
    """The session of the current application context."""
    return db.session()


def connection() -> Connection:
    """The connection of the session, for plain statements where a crowd waits: they cost half of those of the ORM."""
    opened = _open.get()
    if opened is None:
        return session().connection()
    if opened.connection is None:
        # One for the whole transaction: the session takes a while to look it up again.
        opened.connection = session().connection()
    return opened.connection


def table(model: type[Base]) -> Table:
    """The table of a model, for plain statements."""
    found = model.__table__
    if not isinstance(found, Table):
        raise TypeError(f"{model.__name__} is not stored in one table")
    return found


@contextmanager
def transaction() -> Iterator[Session]:
    """One write transaction; joins the one already open."""
    joined = _open.get()
    if joined is not None:
        with _breaking(joined):
            yield session()
        return
    current, opened = session(), _Transaction()
    # Ends a read snapshot begun by the page: SQLite cannot turn it into a writer's.
    current.rollback()
    token = _open.set(opened)
    try:
        yield current
        opened.require_whole()
        current.flush()
    except BaseException:
        current.rollback()
        _run(opened.undone)
        raise
    else:
        _commit(current)
    finally:
        _open.reset(token)
    _run(opened.committed)


def _commit(current: Session) -> None:
    # A connection lost right here may have committed: nothing of what `after_rollback` guards is taken back.
    try:
        current.commit()
    except BaseException:
        current.rollback()
        raise


@contextmanager
def _breaking(joined: _Transaction) -> Iterator[None]:
    """Remember a failure inside, even when the use case around it goes on."""
    try:
        yield
    except BaseException:
        joined.is_broken = True
        raise


def _run(hooks: list[Hook]) -> None:
    """Run every hook: what is committed or undone stays so, whatever becomes of one of them."""
    for hook in hooks:
        try:
            hook()
        except Exception:
            log.exception("hook of a transaction failed")


def transactional(use_case: Callable[P, R]) -> Callable[P, R]:
    """Mark a use case: everything it writes commits together, or not at all."""

    @wraps(use_case)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction():
            return use_case(*args, **kwargs)

    return run


def after_commit(hook: Hook) -> None:
    """Run `hook` once the open transaction has committed; never when it rolls back."""
    _required("after_commit").committed.append(hook)


def after_rollback(hook: Hook) -> None:
    """Run `hook` when the open transaction is undone: for what the database cannot take back by itself."""
    _required("after_rollback").undone.append(hook)


def _required(caller: str) -> _Transaction:
    opened = _open.get()
    if opened is None:
        raise RuntimeError(f"{caller}() outside a transaction")
    return opened


def in_transaction() -> bool:
    """Whether a use case is under way."""
    return _open.get() is not None


def init_app(app: Flask) -> None:
    """Bind the engine; SQLite gets write-ahead log, foreign keys and immediate writers."""
    db.init_app(app)
    with app.app_context():
        if make_url(app.config["SQLALCHEMY_DATABASE_URI"]).get_backend_name() == "sqlite":
            _tune_sqlite(db.engine)
        else:
            _ask_rested_connections(db.engine)


def _ask_rested_connections(engine: Engine) -> None:
    """Ask a connection that rested whether it still lives; one of a moment ago does (a ping each time costs 5 % of a filing)."""

    @event.listens_for(engine, "checkin")
    def rest(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ask(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
        if time.monotonic() - record.info.get("rests_since", math.inf) > RESTED:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as error:
                # What we hold is older than the server: the pool begins anew.
                raise InvalidatePoolError from error


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # An immediate writer waits its turn at the start instead of failing in the middle.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if in_transaction() else "BEGIN")
