"""Transactional outbox: events become jobs in the transaction that caused them.

`publish(event)` writes one row per subscribed job beside the change itself; after the commit the
queue is told. `sweep()` tells it again about what a lost push, a failure or a dead worker left undone.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from flask import Flask
from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from care_triage.infra import clock, queue, subscriptions
from care_triage.infra.attempts import perform_all, repair
from care_triage.infra.db import after_commit, connection, in_transaction, session, table, transactional
from care_triage.infra.models import OutboxRow
from care_triage.infra.subscriptions import Event, Job, Subscriptions, external, name_of

__all__ = ["Job", "Subscriptions", "external"]

# A push that is under way needs no repair.
GRACE = timedelta(seconds=5)
# A queue that is not empty may still hold the first push.
GRACE_OF_A_BUSY_QUEUE = timedelta(minutes=1)
KEPT = timedelta(days=30)
_OWE = insert(table(OutboxRow)).returning(table(OutboxRow).c.id)


def init_app(app: Flask, jobs_of: Mapping[type, tuple[Job, ...]]) -> None:
    """Remember the subscriptions of the composition root."""
    subscriptions.init_app(app, jobs_of)


def publish(*events: Event) -> None:
    """Owe every subscribed job its work. Only inside a transaction, with which it commits or vanishes."""
    if not in_transaction():
        raise RuntimeError("publish() outside a transaction")
    at = clock.now()
    rows = [_row(event, job, at, key=None) for event in events for job in _jobs_of(event)]
    if rows:
        ids = list(connection().scalars(_OWE, rows))
        after_commit(lambda: queue.push(perform_all, ids))


def publish_once(event: Event, key: str) -> None:
    """Owe the jobs of periodic work once per `key`, whoever else publishes it."""
    dialect = postgresql if session().get_bind().dialect.name == "postgresql" else sqlite
    at = clock.now()
    for job in _jobs_of(event):
        row = _row(event, job, at, key=f"{name_of(job)}:{key}")
        session().execute(dialect.insert(OutboxRow).values(row).on_conflict_do_nothing())


def _jobs_of(event: Event) -> tuple[Job, ...]:
    return subscriptions.subscriptions().jobs_of.get(type(event), ())


def _row(event: Event, job: Job, at: datetime, key: str | None) -> dict[str, Any]:
    return {
        "job": name_of(job),
        "event": name_of(type(event)),
        "payload": asdict(event),
        "key": key,
        "created_at": at,
        "available_at": at,
        "attempts": 0,
    }


def owed(grace: timedelta, limit: int = 200) -> list[int]:
    """Ids of rows due for longer than `grace` and not done, oldest first."""
    due = clock.now() - grace
    query = select(OutboxRow.id).where(OutboxRow.done_at.is_(None), OutboxRow.available_at <= due)
    return list(session().scalars(query.order_by(OutboxRow.available_at, OutboxRow.id).limit(limit)))


def sweep() -> int:
    """Tell the queue again about work that is overdue: lost pushes, failures whose pause is over.

    Each row is a job of its own, so that one that kills its worker takes no other with it.
    Returns how many were pushed: none before those of the last sweep are taken up.
    """
    waiting = queue.waiting()
    if waiting is None or waiting.repairs:
        return 0
    ids = owed(GRACE_OF_A_BUSY_QUEUE if waiting.work else GRACE)
    session().rollback()
    return sum(1 for _ in takewhile(bool, (queue.push_repair(repair, [row_id]) for row_id in ids)))


@transactional
def forget_done() -> None:
    """Remove work done long ago: it holds ids only, and nobody asks for it any more."""
    session().execute(delete(OutboxRow).where(OutboxRow.done_at < clock.now() - KEPT))


def perform_owed() -> int:
    """Do everything that is due, here and now: for commands and tests. Returns how many rows were tried."""
    tried: set[int] = set()
    while ids := [row_id for row_id in owed(timedelta(0)) if row_id not in tried]:
        # Ends this read: its snapshot would hide from the next round what the jobs owe.
        session().rollback()
        tried.update(ids)
        perform_all(ids)
    return len(tried)
