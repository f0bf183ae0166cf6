"""Work that is owed is done once, and what fails is tried again, later each time."""

import threading
from datetime import timedelta

import pytest
from flask import Flask

from care_triage.infra import attempts, clock, outbox
from care_triage.infra.attempts import IN_HAND, perform
from care_triage.infra.db import in_transaction, transaction
from care_triage.infra.models import OutboxRow
from care_triage.infra.outbox import external, publish
from tests.integration.infra.conftest import Noted, Subscribe, note, rows, write, written


class Killed(BaseException):
    """The worker died here."""


def _owe(*slugs: str) -> list[int]:
    before = {row.id for row in rows()}
    with transaction():
        publish(*(Noted(slug) for slug in slugs))
    return [row.id for row in rows() if row.id not in before]


def test_work_done_twice_has_one_effect(app_context: Flask, subscribe: Subscribe) -> None:
    subscribe(Noted, note)
    (row_id,) = _owe("a")
    assert perform(row_id)
    assert perform(row_id)
    assert written() == ["a"]
    assert rows()[0].done_at is not None


def test_a_row_that_is_gone_asks_for_nothing(app_context: Flask) -> None:
    assert perform(12345)


def test_the_work_and_its_mark_commit_together(app_context: Flask, subscribe: Subscribe) -> None:
    def note_then_die(event: Noted) -> None:
        write(event.slug)
        raise Killed

    subscribe(Noted, note_then_die)
    (row_id,) = _owe("a")
    with pytest.raises(Killed):
        perform(row_id)
    assert written() == []
    (row,) = rows()
    assert (row.done_at, row.attempts) == (None, 0)


def test_a_failure_is_kept_and_waits_longer_each_time(app_context: Flask, subscribe: Subscribe) -> None:
    def fail(event: Noted) -> None:
        write(event.slug)
        raise ValueError("no room for camille@example.org")

    subscribe(Noted, fail)
    (row_id,) = _owe("a")
    pauses = []
    at = clock.now()
    for _ in range(4):
        with clock.pretend(at):
            assert not perform(row_id)
        (row,) = rows()
        pauses.append((row.available_at - at).total_seconds())
        at = row.available_at
    assert pauses == [10, 20, 40, 80]
    (kept,) = rows()
    assert (kept.last_error, kept.done_at, written()) == ("ValueError: no room for …", None, [])


def test_a_failure_mended_is_done_and_forgotten(app_context: Flask, subscribe: Subscribe) -> None:
    def fail(_event: Noted) -> None:
        raise ValueError

    subscribe(Noted, fail)
    (row_id,) = _owe("a")
    perform(row_id)
    mended = outbox.Subscriptions({Noted: (fail,)})
    mended.__dict__["_jobs"][rows()[0].job] = note
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attempts, "subscriptions", lambda: mended)
        assert perform(row_id)
    (row,) = rows()
    assert (row.last_error, row.attempts, written()) == (None, 1, ["a"])


def test_one_failure_holds_nobody_up(app_context: Flask, subscribe: Subscribe) -> None:
    def refuse_b(event: Noted) -> None:
        if event.slug == "b":
            raise ValueError
        write(event.slug)

    subscribe(Noted, refuse_b)
    attempts.perform_all(_owe("a", "b", "c"))
    assert written() == ["a", "c"]


def test_names_that_nobody_knows_any_more_hold_nobody_up(app_context: Flask, subscribe: Subscribe) -> None:
    subscribe(Noted, note)
    gone, other_fields, good = _owe("gone", "fields", "good")
    with transaction() as current:
        current.get_one(OutboxRow, gone).job = "old.jobs.gone"
        current.get_one(OutboxRow, other_fields).payload = {"slug": "fields", "colour": "red"}
    outbox.perform_owed()
    assert written() == ["good"]
    told = {row.id: (row.done_at is None, row.last_error and row.last_error.partition(":")[0]) for row in rows()}
    assert told[gone] == (True, "KeyError")
    assert told[other_fields] == (True, "TypeError")
    assert told[good] == (False, None)


def test_what_a_job_owes_is_done_too(app_context: Flask, subscribe: Subscribe) -> None:
    def pass_on(event: Noted) -> None:
        write(event.slug)
        if len(event.slug) < 3:
            publish(Noted(event.slug + "a"))

    subscribe(Noted, pass_on)
    _owe("a")
    assert outbox.perform_owed() == 3
    assert written() == ["a", "aa", "aaa"]


def test_a_job_with_the_outside_runs_between_transactions(app_context: Flask, subscribe: Subscribe) -> None:
    seen: list[bool] = []

    @external
    def send(_event: Noted) -> None:
        seen.append(in_transaction())

    subscribe(Noted, send)
    (row_id,) = _owe("a")
    assert perform(row_id)
    assert perform(row_id)
    assert seen == [False]


def test_only_one_worker_has_outside_work_in_hand(app: Flask, subscribe: Subscribe) -> None:
    """A second one that found it undone would mark it done; then the first fails, and nobody owes it any more."""
    taken, failed = threading.Event(), threading.Event()
    sent: list[str] = []

    @external
    def send(event: Noted) -> None:
        if taken.is_set():
            sent.append(event.slug)
            return
        taken.set()
        assert failed.wait(20)
        raise TimeoutError

    subscribe(Noted, send)
    with app.app_context():
        (row_id,) = _owe("a")
    first = threading.Thread(target=_perform, args=(app, row_id))
    first.start()
    assert taken.wait(20)
    _perform(app, row_id)
    failed.set()
    first.join(20)
    with app.app_context():
        (row,) = rows()
        assert (row.done_at, row.attempts, sent) == (None, 1, [])
        with clock.pretend(row.available_at):
            outbox.perform_owed()
        assert sent == ["a"]


def _perform(app: Flask, row_id: int) -> None:
    with app.app_context():
        perform(row_id)


def test_outside_work_of_a_dead_worker_is_taken_up_again(app_context: Flask, subscribe: Subscribe) -> None:
    sent: list[str] = []

    @external
    def send(event: Noted) -> None:
        sent.append(event.slug)
        if len(sent) == 1:
            raise Killed

    subscribe(Noted, send)
    (row_id,) = _owe("a")
    with pytest.raises(Killed):
        perform(row_id)
    perform(row_id)
    assert sent == ["a"], "the first worker may still be alive"
    with clock.pretend(clock.now() + IN_HAND):
        assert outbox.owed(timedelta(0)) == [row_id]
        perform(row_id)
    assert sent == ["a", "a"]
    assert rows()[0].done_at is not None


def test_two_workers_on_the_same_rows_do_each_once(app: Flask, subscribe: Subscribe) -> None:
    start = threading.Barrier(2)
    subscribe(Noted, note)
    with app.app_context():
        row_ids = _owe(*(f"slug{number:02}" for number in range(15)))

    def work() -> None:
        start.wait()
        with app.app_context():
            attempts.perform_all(row_ids)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    with app.app_context():
        assert len(written()) == 15
        assert all(row.done_at is not None and row.attempts == 0 for row in rows())


def test_a_retry_is_counted_before_it_is_made(app_context: Flask, subscribe: Subscribe) -> None:
    def die(_event: Noted) -> None:
        raise Killed

    subscribe(Noted, die)
    (row_id,) = _owe("a")
    at = clock.now() + timedelta(seconds=1)
    pauses = []
    for _ in range(3):
        with clock.pretend(at), pytest.raises(Killed):
            attempts.repair([row_id])
        (row,) = rows()
        pauses.append((row.available_at - at).total_seconds())
        at = row.available_at
    assert pauses == [10, 20, 40], "a job that kills its worker leaves room for the others"


def test_a_retry_that_was_queued_twice_is_made_once(app_context: Flask, subscribe: Subscribe) -> None:
    def fail(_event: Noted) -> None:
        raise ValueError

    subscribe(Noted, fail)
    (row_id,) = _owe("a")
    attempts.repair([row_id])
    attempts.repair([row_id])
    assert rows()[0].attempts == 1


def test_work_done_long_ago_is_forgotten(app_context: Flask, subscribe: Subscribe) -> None:
    subscribe(Noted, note)
    done, _undone = _owe("a", "b")
    perform(done)
    outbox.forget_done()
    assert len(rows()) == 2
    with clock.pretend(clock.now() + outbox.KEPT + timedelta(days=1)):
        outbox.forget_done()
    assert [row.payload for row in rows()] == [{"slug": "b"}]
