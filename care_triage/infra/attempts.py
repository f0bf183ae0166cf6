"""Attempts at the work that the outbox owes: one effect, however often a row is attempted.

A job inside the database runs and is marked done in one transaction. A job with the outside world
takes its row in hand first. A failure is kept for later, with a pause that grows.
"""

from collections.abc import Iterable
from datetime import timedelta

import structlog
from flask import current_app
from sqlalchemy import Select, select, update
from sqlalchemy.exc import DBAPIError

from care_triage.infra import clock
from care_triage.infra.db import session, transaction
from care_triage.infra.faults import describe
from care_triage.infra.models import OutboxRow
from care_triage.infra.subscriptions import subscriptions

log = structlog.get_logger(__name__)

LONGEST_PAUSE = timedelta(hours=1)
# No talk with the outside world takes longer; whoever had it in hand until then is dead.
IN_HAND = timedelta(seconds=150)
# The clocks of two machines differ by less.
_SKEW = timedelta(seconds=5)


def perform_all(row_ids: Iterable[int]) -> None:
    """Background entry point: attempt work that has just been owed."""
    _each(row_ids, is_retry=False)


def repair(row_ids: Iterable[int]) -> None:
    """Background entry point: attempt work that was found undone."""
    _each(row_ids, is_retry=True)


def _each(row_ids: Iterable[int], *, is_retry: bool) -> None:
    try:
        for row_id in row_ids:
            with current_app.app_context():
                perform(row_id, is_retry=is_retry)
    except DBAPIError as error:
        log.warning("database unreachable; what is left is done later", error=describe(error))


def perform(row_id: int, *, is_retry: bool = False) -> bool:
    """Attempt one row. False when that failed, and is kept for later; True when nothing is left to do here.

    A retry is counted before it is made: one that kills its worker every time waits longer every time.
    """
    row = session().get(OutboxRow, row_id)
    if row is None or row.done_at is not None:
        return True
    job, is_external = row.job, subscriptions().is_external(row)
    is_counted = is_retry or is_external
    if is_counted and not _take(row_id, is_external=is_external):
        return True
    try:
        (_outside if is_external else _inside)(row_id)
    except Exception as error:
        log.exception("job failed", job=job, row=row_id)
        _postpone(row_id, error, is_counted=is_counted)
        return False
    return True


def _take(row_id: int, *, is_external: bool) -> bool:
    """Count an attempt, and keep others off the row meanwhile. False when it is in other hands, or not due."""
    with transaction() as current:
        row = current.scalar(_waiting(row_id).where(OutboxRow.available_at <= clock.now() + _SKEW))
        if row is None:
            return False
        row.attempts += 1
        row.available_at = clock.now() + (IN_HAND if is_external else _pause(row.attempts))
    return True


def _inside(row_id: int) -> None:
    with transaction() as current:
        row = current.scalar(_waiting(row_id))
        if row is not None:
            known = subscriptions()
            known.job(row)(known.event(row))
            _mark_done(row_id)


def _outside(row_id: int) -> None:
    row, known = session().get_one(OutboxRow, row_id), subscriptions()
    job, event = known.job(row), known.event(row)
    session().rollback()
    job(event)
    with transaction():
        _mark_done(row_id)


def _waiting(row_id: int) -> Select[OutboxRow]:
    query = select(OutboxRow).where(OutboxRow.id == row_id, OutboxRow.done_at.is_(None))
    return query.with_for_update(skip_locked=True).execution_options(populate_existing=True)


def _mark_done(row_id: int) -> None:
    done = update(OutboxRow).where(OutboxRow.id == row_id).values(done_at=clock.now(), last_error=None)
    session().execute(done)


def _postpone(row_id: int, error: Exception, *, is_counted: bool) -> None:
    with transaction() as current:
        row = current.get(OutboxRow, row_id, with_for_update=True, populate_existing=True)
        if row is None or row.done_at is not None:
            return
        row.attempts += 0 if is_counted else 1
        row.available_at = clock.now() + _pause(row.attempts)
        row.last_error = describe(error)[:500]


def _pause(attempts: int) -> timedelta:
    # Two to a large power is no timedelta; an hour is reached long before.
    return min(LONGEST_PAUSE, timedelta(seconds=5 * 2 ** min(attempts, 12)))
