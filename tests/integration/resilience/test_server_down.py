"""The queue's server may die, hang or come back: filing goes on, the rest happens later and once."""

import json
import os
import shutil
import signal
import time

import pytest
from flask import Flask
from sqlalchemy import func, select

from care_triage.cases.models import Case
from care_triage.infra.db import session
from tests.integration.resilience.aftermath import check_case, check_mailbox, is_all_done, let_time_pass, undone
from tests.integration.resilience.processes import Processes, until
from tests.support.owner import Owner
from tests.support.redis_server import RedisServer

# What an owner may wait for a page.
_PATIENCE = 2.0


def _send(owner: Owner) -> float:
    """Press the button; gives how many seconds the answer took."""
    started = time.monotonic()
    owner.send()
    return time.monotonic() - started


def _newest_case() -> int:
    session().rollback()
    found = session().scalars(select(func.max(Case.id))).one()
    session().rollback()
    return int(found)


def test_a_filing_survives_a_dead_server_and_is_routed_once_when_it_is_back(
    site: Flask, own_redis: RedisServer, processes: Processes
) -> None:
    owner = Owner(site.test_client()).prepare("dette-urssaf")
    own_redis.kill()
    worker, scheduler = processes.worker(), processes.scheduler()
    assert _send(owner) < _PATIENCE
    assert "Votre dossier" in owner.page()
    with site.app_context():
        case_id = _newest_case()
        # Both programs have met the dead server by now.
        until(lambda: processes.logged().count("queue unreachable") > 2)
        assert ("triage.jobs.route_case", 0, None) in undone()
        own_redis.start()
        seconds = until(is_all_done)
        assert seconds < 40
        check_case(case_id)
        check_mailbox()
    lines = [json.loads(line) for line in processes.logged().splitlines()]
    assert {"queue unreachable", "queue unreachable; trying again"} <= {line["event"] for line in lines}
    assert "nadia" not in processes.logged().lower(), "no log tells who the owner is"
    assert worker.poll() is None, "the worker outlived the server"
    assert scheduler.poll() is None


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_server_that_hangs_keeps_no_owner_waiting(site: Flask, own_redis: RedisServer) -> None:
    owner = Owner(site.test_client()).prepare("dette-urssaf")
    os.kill(own_redis.pid, signal.SIGSTOP)
    try:
        assert _send(owner) < _PATIENCE
        assert "Votre dossier" in owner.page()
    finally:
        os.kill(own_redis.pid, signal.SIGCONT)


@pytest.mark.parametrize("backend", ["sqlite"])
def test_workers_outlive_restarts_of_the_server(site: Flask, own_redis: RedisServer, processes: Processes) -> None:
    """Each time the server has forgotten what waited: what was pushed to it is found again in the database."""
    children = [processes.worker(), processes.scheduler()]
    with site.app_context():
        for end in (own_redis.kill, own_redis.stop):
            Owner(site.test_client()).file("dette-urssaf")
            end()
            shutil.rmtree(own_redis.directory / "appendonlydir")
            own_redis.start()
        until(_is_done_in_the_end)
        check_case(_newest_case())
        check_mailbox()
    assert [child.poll() for child in children] == [None, None]


def _is_done_in_the_end() -> bool:
    # A mail that was in the hands of a broken attempt waits until its sender is taken for dead.
    let_time_pass()
    time.sleep(1)
    return is_all_done()


@pytest.mark.parametrize("backend", ["sqlite"])
def test_programs_end_when_told_although_the_server_is_down(
    site: Flask, own_redis: RedisServer, processes: Processes
) -> None:
    own_redis.kill()
    children = [processes.worker(), processes.scheduler()]
    until(lambda: processes.logged().count("queue unreachable") > 1)
    for child in children:
        child.send_signal(signal.SIGTERM)
    for child in children:
        assert child.wait(8) in (0, -signal.SIGTERM)
    assert "Traceback" not in processes.logged()
