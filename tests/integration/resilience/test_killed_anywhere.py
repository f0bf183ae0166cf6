"""A worker killed at each of its steps in turn: everything is done in the end, and each thing once."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from flask import Flask

from care_triage.infra import db, mail, outbox, queue, worker
from care_triage.notifications import jobs
from tests.integration.resilience.aftermath import check_case, check_mailbox, file_case, let_time_pass, undone
from tests.integration.resilience.processes import DEAD, dies

# A copy of a process with threads only works and ends.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@contextmanager
def _dying_at(step: int) -> Iterator[None]:
    """Die at the given step: each commit and each delivery is one before and one after."""
    steps = count(1)

    def around(function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: object) -> Any:
            _die_if(next(steps) == step)
            result = function(*arguments)
            _die_if(next(steps) == step)
            return result

        return watched

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "_commit", around(db._commit))
        patch.setattr(jobs, "deliver", around(mail.deliver))
        yield


def _die_if(it_is_time: bool) -> None:
    if it_is_time:
        os._exit(DEAD)


def _work(app: Flask, step: int) -> None:
    with app.app_context():
        # The connections belong to the process that opened them.
        db.db.engine.dispose(close=False)
        app.extensions["care_broker"].redis.connection_pool.reset()
        with _dying_at(step):
            worker.work(burst=True)


def test_a_worker_killed_at_every_step_leaves_nothing_undone_and_nothing_twice(site: Flask) -> None:
    with site.app_context():
        undisturbed = file_case("dette-urssaf")
        worker.work(burst=True)
        expected = check_case(undisturbed)
        cases = []
        for step in count(1):
            # What the one before had queued is lost with it.
            site.extensions["care_broker"].redis.flushdb()
            cases.append(file_case("dette-urssaf"))
            if not dies(lambda at=step: _work(site, at)):  # type: ignore[misc]
                break
        assert len(cases) > 20, "there were many places to die at"
        _recover()
        for case_id in cases:
            assert check_case(case_id) == expected
        check_mailbox()


def _recover() -> None:
    """What a scheduler and a living worker do, without waiting for them."""
    for _ in range(4):
        let_time_pass()
        outbox.perform_owed()
    assert not undone()


@pytest.mark.parametrize("backend", ["postgresql"])
def test_workers_that_die_again_and_again_get_there(site: Flask) -> None:
    """Each of a row of workers lives some steps longer than the one before."""
    with site.app_context():
        case_id = file_case()
        deaths = 0
        for step in count(1, 3):
            if not dies(lambda at=step: _work(site, at)) and not undone():  # type: ignore[misc]
                break
            deaths += 1
            assert deaths < 30
            let_time_pass()
            outbox.sweep()
        assert deaths > 3
        check_case(case_id)
        check_mailbox()


@pytest.mark.parametrize("backend", ["sqlite"])
def test_dead_workers_leave_nothing_behind_in_the_server_for_ever(site: Flask) -> None:
    with site.app_context():
        file_case()
        for _ in range(5):
            assert dies(lambda: _work(site, 1))
            let_time_pass()
            outbox.sweep()
        _recover()
        worker.work(burst=True)
        broker = site.extensions["care_broker"]
        later = int(time.time()) + 2 * queue.LONGEST_JOB
        for held in queue.queues(broker.redis):
            # What every worker does from time to time.
            held.started_job_registry.cleanup(later)
            held.failed_job_registry.cleanup(later)
        kept = {key.decode(): broker.redis.ttl(key) for key in broker.redis.scan_iter()}
        lasting = {key for key, ttl in kept.items() if ttl == -1}
        # The names of the dead are struck off these lists when their own keys have expired.
        assert lasting <= {"rq:queues", "rq:workers", *(f"rq:workers:{name}" for name in (queue.WORK, queue.REPAIRS))}
