"""Programs killed at random, two workers at once, a web process that dies under an owner's click."""

import os
import random
import time

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from care_triage.cases.models import Case
from care_triage.infra import db, outbox, queue
from care_triage.infra.attempts import perform_all
from care_triage.infra.db import session
from care_triage.infra.models import OutboxRow
from tests.integration.resilience.aftermath import (
    check_case,
    check_mailbox,
    file_case,
    is_all_done,
    let_time_pass,
    undone,
)
from tests.integration.resilience.processes import DEAD, Processes, dies, kill, until
from tests.support.owner import Owner

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
_KILLS = 3


def _all_once(cases: list[int]) -> None:
    kinds = [check_case(case_id) for case_id in cases]
    assert kinds == [kinds[0]] * len(cases), "every owner and every unit heard the same"
    check_mailbox()


def test_workers_killed_at_random_lose_and_double_nothing(site: Flask, processes: Processes) -> None:
    chance = random.Random(7)  # noqa: S311 - only a moment is drawn
    processes.scheduler()
    with site.app_context():
        cases = []
        for _ in range(_KILLS):
            worker = processes.worker()
            cases += [file_case(), file_case()]
            before = len(undone())
            until(lambda owed=before: len(undone()) != owed)  # type: ignore[misc]
            time.sleep(chance.random() / 4)
            kill(worker)
        assert undone(), "they died in the middle of their work"
        processes.worker()
        until(_is_done_in_the_end)
        _all_once(cases)


def _is_done_in_the_end() -> bool:
    let_time_pass()
    time.sleep(0.5)
    return is_all_done()


def test_two_workers_on_the_same_rows_do_each_once(site: Flask, processes: Processes) -> None:
    with site.app_context():
        cases = [file_case() for _ in range(6)]
        row_ids = list(session().scalars(select(OutboxRow.id)))
        session().rollback()
        for _ in range(2):
            queue.push(perform_all, row_ids)
        for _ in range(2):
            processes.worker()
        until(is_all_done)
        assert not outbox.sweep()
        _all_once(cases)
    assert "Traceback" not in processes.logged()


@pytest.mark.parametrize("moment", ["before the commit", "after the commit"])
def test_a_web_process_that_dies_under_the_click_leaves_one_case(site: Flask, moment: str) -> None:
    owner = Owner(site.test_client()).prepare("dette-urssaf")
    assert dies(lambda: _click_and_die(site, owner, before=moment == "before the commit"))
    with site.app_context():
        assert _cases() == (0 if moment == "before the commit" else 1)
    page = owner.client.get(owner.send())
    assert page.status_code == 200
    with site.app_context():
        assert _cases() == 1
        outbox.perform_owed()
        case_id = session().scalars(select(Case.id)).one()
        assert check_case(case_id)["owner_received"] == 1
        check_mailbox()


def _cases() -> int:
    found = session().scalars(select(func.count()).select_from(Case)).one()
    session().rollback()
    return found


def _click_and_die(site: Flask, owner: Owner, *, before: bool) -> None:
    commit = db._commit

    def last_commit(current: Session) -> None:
        if not before:
            commit(current)
        os._exit(DEAD)

    with site.app_context():
        db.db.engine.dispose(close=False)
    db._commit = last_commit
    owner.client.post(f"/demande/{owner.token}/envoyer")
