"""Transactional outbox: events become jobs in the transaction that caused them.

`publish(event)` writes one row per subscribed job beside the change itself; after the commit the
queue is told. A lost push is repaired by `sweep()`. `perform(row_id)` locks the row, runs the job
and marks it done in one transaction, so a job has one effect however often it is attempted.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from care_triage.infra import clock, queue
from care_triage.infra.db import after_commit, in_transaction, session, transaction
from care_triage.infra.models import OutboxRow

Event = Any
Job = Callable[[Any], None]
log = structlog.get_logger(__name__)

LONGEST_PAUSE = timedelta(hours=1)


def external(job: Job) -> Job:
    """Mark a job that talks to the outside world: it runs between transactions, and claims its own work."""
    job.__dict__["external"] = True
    return job


@dataclass(frozen=True)
class Subscriptions:
    """Which jobs follow which event, and how a stored row finds them again."""

    jobs_of: Mapping[type, tuple[Job, ...]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_events", {_name(event): event for event in self.jobs_of})
        object.__setattr__(self, "_jobs", {_name(job): job for jobs in self.jobs_of.values() for job in jobs})

    def event(self, row: OutboxRow) -> Event:
        """The event stored in a row. Raises KeyError when no subscription knows it any more."""
        events: dict[str, type] = self.__dict__["_events"]
        return events[row.event](**row.payload)

    def job(self, row: OutboxRow) -> Job:
        """The job stored in a row. Raises KeyError when no subscription knows it any more."""
        jobs: dict[str, Job] = self.__dict__["_jobs"]
        return jobs[row.job]


def _name(thing: type | Job) -> str:
    return f"{thing.__module__.removeprefix('care_triage.')}.{thing.__qualname__}"


def init_app(app: Flask, subscriptions: Mapping[type, tuple[Job, ...]]) -> None:
    """Remember the subscriptions of the composition root."""
    app.extensions["care_subscriptions"] = Subscriptions(subscriptions)


def _subscriptions() -> Subscriptions:
    known: Subscriptions = current_app.extensions["care_subscriptions"]
    return known


def publish(*events: Event) -> None:
    """Owe every subscribed job its work. Only inside a transaction, with which it commits or vanishes."""
    if not in_transaction():
        raise RuntimeError("publish() outside a transaction")
    at = clock.now()
    rows = [_row(event, job, at, key=None) for event in events for job in _subscriptions().jobs_of.get(type(event), ())]
    if rows:
        ids = list(session().scalars(insert(OutboxRow).returning(OutboxRow.id), rows))
        after_commit(lambda: queue.push(perform_all, ids))


def publish_once(event: Event, key: str) -> None:
    """Owe the jobs of periodic work once per `key`, whoever else publishes it."""
    dialect = postgresql if session().get_bind().dialect.name == "postgresql" else sqlite
    at = clock.now()
    for job in _subscriptions().jobs_of.get(type(event), ()):
        row = _row(event, job, at, key=f"{_name(job)}:{key}")
        session().execute(dialect.insert(OutboxRow).values(row).on_conflict_do_nothing())


def _row(event: Event, job: Job, at: datetime, key: str | None) -> dict[str, Any]:
    return {
        "job": _name(job),
        "event": _name(type(event)),
        "payload": asdict(event),
        "key": key,
        "created_at": at,
        "available_at": at,
        "attempts": 0,
    }


def perform_all(row_ids: Iterable[int]) -> None:
    """Background entry point: do the work of each row that is still owed."""
    for row_id in row_ids:
        with current_app.app_context():
            perform(row_id)


def perform(row_id: int) -> bool:
    """Do the work of one row, once. Returns whether it is done; a failure is kept for a later attempt."""
    row = session().get(OutboxRow, row_id)
    if row is None or row.done_at is not None:
        return True
    try:
        if _subscriptions().job(row).__dict__.get("external"):
            _perform_outside(row)
        else:
            _perform_inside(row_id)
    except Exception as error:
        log.exception("job failed", job=row.job, row=row_id)
        _postpone(row_id, error)
        return False
    return True


def _perform_inside(row_id: int) -> None:
    with transaction() as current:
        row = current.scalar(
            select(OutboxRow)
            .where(OutboxRow.id == row_id, OutboxRow.done_at.is_(None))
            .with_for_update(skip_locked=True)
        )
        if row is None:
            return
        known = _subscriptions()
        known.job(row)(known.event(row))
        current.execute(update(OutboxRow).where(OutboxRow.id == row_id).values(done_at=clock.now(), last_error=None))


def _perform_outside(row: OutboxRow) -> None:
    known = _subscriptions()
    job, event, row_id = known.job(row), known.event(row), row.id
    session().rollback()
    job(event)
    with transaction() as current:
        current.execute(update(OutboxRow).where(OutboxRow.id == row_id).values(done_at=clock.now(), last_error=None))


def _postpone(row_id: int, error: Exception) -> None:
    with transaction() as current:
        row = current.get(OutboxRow, row_id, with_for_update=True, populate_existing=True)
        if row is None or row.done_at is not None:
            return
        row.attempts += 1
        row.available_at = clock.now() + min(LONGEST_PAUSE, timedelta(seconds=5 * 2**row.attempts))
        row.last_error = f"{type(error).__name__}: {error}"[:500]


def owed(grace: timedelta, limit: int = 500) -> list[int]:
    """Ids of rows due for longer than `grace` and not done, oldest first."""
    due = clock.now() - grace
    query = select(OutboxRow.id).where(OutboxRow.done_at.is_(None), OutboxRow.available_at <= due)
    return list(session().scalars(query.order_by(OutboxRow.available_at, OutboxRow.id).limit(limit)))


def sweep(grace: timedelta = timedelta(seconds=5)) -> int:
    """Tell the queue again about work whose push was lost. Returns how many rows were pushed."""
    if not queue.is_idle():
        return 0
    ids = owed(grace)
    session().rollback()
    if ids:
        queue.push(perform_all, ids)
    return len(ids)


def perform_owed() -> int:
    """Do everything that is due, here and now: for commands and tests. Returns how many rows were tried."""
    tried: set[int] = set()
    while ids := [row_id for row_id in owed(timedelta(0)) if row_id not in tried]:
        # Ends this read: its snapshot would hide from the next round what the jobs owe.
        session().rollback()
        tried.update(ids)
        perform_all(ids)
    return len(tried)
