"""A replay in the hands of a real worker: killed in the middle it is begun again, cancelled it stops."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, String, Table, cast, func, insert, select, update

from care_triage.cases.models import Need
from care_triage.infra import clock
from care_triage.infra.db import session, table, transaction
from care_triage.rulebook.models import RuleReplay
from care_triage.rulebook.queries.replays import ReplayView, latest_replay
from care_triage.rulebook.replay.state import SILENCE, ReplayProblem, ReplayState
from care_triage.rulebook.service.replays import cancel_replay, start_replay
from care_triage.rulebook.service.run_replay import run_replay
from care_triage.triage.models import StoredDecision
from tests.integration.resilience.aftermath import let_time_pass
from tests.integration.resilience.processes import Processes, kill, until
from tests.integration.rulebook.replay.conftest import Past, make_past
from tests.support.factories import PASSWORD

_COPIES = 14  # of three decisions, each time doubled: long enough to be met in the middle
Check = Callable[[ReplayView], bool]


@pytest.fixture
def past(site: Flask) -> Past:
    """Some fifty thousand requests."""
    with site.app_context():
        found = make_past()
        for _ in range(_COPIES):
            _double()
        session().rollback()
        return found


def _double() -> None:
    """Every decision again, of a need of its own."""
    with transaction():
        needs, decisions = (session().scalar(select(func.max(model.id))) or 0 for model in (Need, StoredDecision))
        need, decision = table(Need), table(StoredDecision)
        # A case has one need of a subject.
        _copy(need, {"id": need.c.id + needs, "subject": cast(need.c.id + needs, String)})
        _copy(decision, {"id": decision.c.id + decisions, "need_id": decision.c.need_id + needs})


def _copy(rows: Table, changed: Mapping[str, ColumnElement[Any]]) -> None:
    columns = {column.name: changed.get(column.name, column) for column in rows.columns}
    session().execute(insert(rows).from_select(list(columns), select(*columns.values())))


def _view(past: Past) -> ReplayView:
    session().rollback()
    found = latest_replay(past.draft_id)
    assert found is not None
    session().rollback()
    return found


def _becomes(past: Past, check: Check) -> ReplayView:
    until(lambda: check(_view(past)))
    return _view(past)


def _is_under_way(view: ReplayView) -> bool:
    return view.state is ReplayState.RUNNING and 0 < view.progress.done < (view.progress.total or 0)


def _fall_silent() -> None:
    """What two minutes without a sign do."""
    with transaction() as current:
        current.execute(update(RuleReplay).values(beat_at=clock.now() - 2 * SILENCE))


def test_a_replay_whose_worker_is_killed_is_shown_as_interrupted_and_begun_again(
    site: Flask, processes: Processes, past: Past
) -> None:
    with site.app_context():
        replay_id = start_replay(past.draft_id, past.alma.user_id)
        worker = processes.worker()
        _becomes(past, _is_under_way)
        kill(worker)
        # For two minutes it may only be slow: nobody else takes it.
        assert _view(past).state is ReplayState.RUNNING
        _fall_silent()
        assert _view(past).problem is ReplayProblem.SILENT
    page = _page(site, past)
    assert "Le rejeu s’est interrompu" in page
    assert 'hx-trigger="every' not in page
    with site.app_context():
        let_time_pass()
        processes.scheduler()
        second = processes.worker()
        done = _becomes(past, lambda view: view.is_done)
        # It would take the undisturbed one from this process.
        kill(second)
        assert done.id == replay_id, "the same replay, begun again by the repair"
        assert done.result is not None
        assert done.result.requests == 3 << _COPIES
        assert done.stored == _undisturbed(past)
    assert "perdraient leur pilote" in _page(site, past)


def _page(site: Flask, past: Past) -> str:
    client = site.test_client()
    client.post("/connexion", data={"email": "alma@exemple.fr", "password": PASSWORD})
    return client.get(f"/espace/regles/projets/{past.draft_id}/rejeu").text


def _undisturbed(past: Past) -> object:
    run_replay(start_replay(past.draft_id, past.alma.user_id))
    return _view(past).stored


def test_a_replay_that_is_cancelled_leaves_its_worker_to_the_next(
    site: Flask, processes: Processes, past: Past
) -> None:
    with site.app_context():
        start_replay(past.draft_id, past.alma.user_id)
        worker = processes.worker()
        met = _becomes(past, _is_under_way)
        cancel_replay(past.draft_id)
        stopped = _view(past)
        assert (stopped.state, stopped.stored) == (ReplayState.CANCELLED, None)
        until(lambda: "replay stopped" in processes.logged(), 10)
        assert worker.poll() is None
        assert _view(past).progress.done < (met.progress.total or 0), "it did not read to the end"
        # The worker is free again.
        second = start_replay(past.draft_id, past.alma.user_id)
        assert _becomes(past, lambda view: view.is_done).id == second
    assert "Traceback" not in processes.logged()
