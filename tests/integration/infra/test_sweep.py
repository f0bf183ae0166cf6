"""Lost pushes are found again, without a queue that grows; and the clockwork owes periodic work once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import redis
from flask import Flask

from care_triage.infra import clock, outbox, queue, worker
from care_triage.infra.db import transaction
from care_triage.infra.outbox import publish
from care_triage.infra.scheduler import Clockwork, Periodic
from tests.integration.infra.conftest import Noted, Rung, Subscribe, note, rows, written
from tests.support.redis_server import RedisServer

_LATER = timedelta(seconds=10)


@pytest.fixture
def lost(app_context: Flask, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three things are owed, and no push of them arrived."""
    subscribe(Noted, note)
    with monkeypatch.context() as patch:
        patch.setattr(app_context.extensions["care_broker"], "silent_until", float("inf"))
        with transaction():
            publish(Noted("a"), Noted("b"), Noted("c"))
    yield
    assert queue.waiting() is not None


def test_a_push_arrives_and_a_worker_takes_it_up(app_context: Flask, subscribe: Subscribe) -> None:
    subscribe(Noted, note)
    with transaction():
        publish(Noted("a"), Noted("b"))
    assert queue.waiting() == queue.Waiting(work=1, repairs=0), "one job for all that a transaction owes"
    assert worker.work(burst=True)
    assert written() == ["a", "b"]
    assert queue.waiting() == queue.Waiting(work=0, repairs=0)


def test_a_lost_push_is_repaired_once(lost: None) -> None:
    assert queue.waiting() == queue.Waiting(work=0, repairs=0)
    assert outbox.sweep() == 0, "a push may still be under way"
    with clock.pretend(clock.now() + _LATER):
        assert outbox.sweep() == 3
        assert outbox.sweep() == 0, "what was swept waits to be taken up"
        worker.work(burst=True)
        assert outbox.sweep() == 0
    assert written() == ["a", "b", "c"]
    assert all(row.attempts == 1 for row in rows())


def test_a_busy_queue_may_still_hold_the_push(lost: None) -> None:
    queue.push(outbox.perform_owed)
    with clock.pretend(clock.now() + _LATER):
        assert outbox.sweep() == 0
    with clock.pretend(clock.now() + timedelta(minutes=2)):
        assert outbox.sweep() == 3, "load alone postpones no repair for ever"


def test_a_failure_is_tried_again_although_the_queue_is_never_empty(app_context: Flask, subscribe: Subscribe) -> None:
    def fail(_event: Noted) -> None:
        raise ValueError

    subscribe(Noted, fail)
    with transaction():
        publish(Noted("a"))
    worker.work(burst=True)
    queue.push(outbox.perform_owed)
    with clock.pretend(rows()[0].available_at + timedelta(minutes=2)):
        assert outbox.sweep() == 1


def test_repairs_are_taken_up_first(lost: None, app_context: Flask) -> None:
    broker = app_context.extensions["care_broker"]
    queue.push(outbox.perform_owed)
    with clock.pretend(clock.now() + timedelta(minutes=2)):
        outbox.sweep()
    assert [held.count for held in (broker.work, broker.repairs)] == [1, 3]
    assert [held.name for held in queue.queues(broker.redis)] == [queue.REPAIRS, queue.WORK]


def test_without_a_server_nothing_is_swept_and_nothing_fails(own_redis_app: Flask, own_redis: RedisServer) -> None:
    own_redis.kill()
    with own_redis_app.app_context():
        assert queue.waiting() is None
        assert outbox.sweep() == 0
        assert not queue.push(outbox.perform_owed)
        assert not worker.work(burst=True)


def test_a_server_that_was_replaced_gets_the_very_next_push(own_redis_app: Flask, own_redis: RedisServer) -> None:
    with own_redis_app.app_context():
        assert queue.push(outbox.perform_owed)
        own_redis.stop()
        own_redis.start()
        assert queue.push(outbox.perform_owed), "the kept connection was older than the server"


def test_done_jobs_leave_nothing_behind_in_the_server(app_context: Flask, redis_url: str, subscribe: Subscribe) -> None:
    def refuse(event: Noted) -> None:
        if event.slug == "bad":
            raise ValueError

    subscribe(Noted, refuse)
    with transaction():
        publish(Noted("good"), Noted("bad"))
    worker.work(burst=True)
    with redis.Redis.from_url(redis_url) as server:
        lasting = {key.decode() for key in server.scan_iter() if server.ttl(key) == -1}
        assert not {key for key in lasting if ":job:" in key}
        assert lasting <= {"rq:queues"}


def test_periodic_work_is_owed_once_by_any_number_of_schedulers(app_context: Flask, subscribe: Subscribe) -> None:
    told: list[str] = []

    def ring(_event: Rung) -> None:
        told.append(clock.now().isoformat())

    subscribe(Rung, ring)
    every: Periodic = {Rung: timedelta(minutes=1)}
    first, second = Clockwork(every), Clockwork(every)
    at = clock.now().replace(second=0, microsecond=0)
    for minute, second_of_it in ((0, 0), (0, 30), (1, 0), (1, 59), (3, 5)):
        with clock.pretend(at + timedelta(minutes=minute, seconds=second_of_it)):
            first.tick()
            second.tick()
            outbox.perform_owed()
    assert len(told) == 3
    assert [row.done_at is not None for row in rows()] == [True, True, True]


def _hear(_event: Rung) -> None:
    """Do nothing about it."""


def test_a_scheduler_that_starts_again_owes_nothing_twice(app_context: Flask, subscribe: Subscribe) -> None:
    subscribe(Rung, _hear)
    with clock.pretend(clock.now()):
        for _ in range(2):
            Clockwork({Rung: timedelta(minutes=1)}).tick()
    assert len(rows()) == 1


def test_a_scheduler_asks_the_database_for_nothing_it_owed_already(app_context: Flask, subscribe: Subscribe) -> None:
    subscribe(Rung, _hear)
    clockwork = Clockwork({Rung: timedelta(minutes=1)})
    with clock.pretend(clock.now()):
        clockwork.tick()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(outbox, "publish_once", lambda *_args, **_kwargs: pytest.fail("owed again"))
            clockwork.tick()
