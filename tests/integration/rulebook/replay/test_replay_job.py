"""A replay from the question to the answer: once, cancelled, killed and begun again."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from care_triage.infra import clock, outbox
from care_triage.infra.db import session, transaction
from care_triage.infra.models import OutboxRow
from care_triage.rulebook.errors import DraftHasErrors
from care_triage.rulebook.events import ReplayAsked
from care_triage.rulebook.jobs import replay_draft
from care_triage.rulebook.models import RuleReplay
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.past_requests import count_past, past_requests
from care_triage.rulebook.queries.replays import ReplayView, latest_replay
from care_triage.rulebook.replay.result import Flow
from care_triage.rulebook.replay.state import SILENCE, ReplayProblem, ReplayState
from care_triage.rulebook.service import run_replay as runner
from care_triage.rulebook.service.drafts import save_row, undo_row
from care_triage.rulebook.service.replays import (
    cancel_replay,
    claim_replay,
    finish_replay,
    report_replay,
    start_replay,
)
from care_triage.triage.models import StoredDecision
from care_triage.triage.service.route import route_need
from tests.integration.rulebook.replay.conftest import Past
from tests.support.filing import file_and_route, filing, needs_of


def replayed(past: Past) -> ReplayView:
    """The newest replay of the draft."""
    session().rollback()
    found = latest_replay(past.draft_id)
    assert found is not None
    return found


def start(past: Past) -> int:
    return start_replay(past.draft_id, past.alma.user_id)


def test_who_asks_is_told_what_would_change(past: Past) -> None:
    start(past)
    assert replayed(past).state is ReplayState.QUEUED
    outbox.perform_owed()
    view = replayed(past)
    (need,) = needs_of(past.buyer.case_id)
    assert (view.is_done, view.lost_leads, view.draft_revision) == (True, 1, get_draft(past.draft_id).revision)
    assert (view.progress.done, view.progress.total) == (3, 3)
    result = view.result
    assert result is not None
    assert (result.requests, result.changed, result.decided_again) == (3, 1, 1)
    assert [change.need_id for change in result.changes] == [need.id]
    assert Flow(1, result.before(result.changes[0]).lead) in result.flows
    assert [share.code for share in result.communes] == ["commune:42187"]


def test_asking_twice_is_asking_once_and_running_twice_is_running_once(past: Past) -> None:
    first = start(past)
    assert start(past) == first
    outbox.perform_owed()
    found = replayed(past)
    replay_draft(ReplayAsked(first))
    assert replayed(past) == found


def test_a_draft_written_in_meanwhile_is_asked_anew(past: Past) -> None:
    first = start(past)
    (gone, *_) = get_draft(past.draft_id).changed
    undo_row(past.draft_id, gone.id, gone.revision, past.alma.user_id)
    second = start(past)
    assert second != first
    outbox.perform_owed()
    states = dict(session().execute(select(RuleReplay.id, RuleReplay.state)).all())
    assert states == {first: ReplayState.CANCELLED, second: ReplayState.DONE}


def test_a_draft_with_errors_is_not_replayed(past: Past) -> None:
    rule = next(rule for rule in get_draft(past.draft_id).rules if rule.change == "same")
    save_row(past.draft_id, rule.id, {**rule.fields, "rank": "first"}, rule.revision, past.alma.user_id)
    with pytest.raises(DraftHasErrors):
        start(past)
    assert latest_replay(past.draft_id) is None


def test_a_cancelled_replay_stops_and_keeps_nothing(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    start(past)

    def cancel_then_read(*args: int) -> object:
        cancel_replay(past.draft_id)
        return past_requests(*args)

    monkeypatch.setattr(runner, "past_requests", cancel_then_read)
    outbox.perform_owed()
    view = replayed(past)
    assert (view.state, view.result, view.lost_leads) == (ReplayState.CANCELLED, None, None)
    assert not outbox.owed(timedelta(0))


def test_a_cancelled_replay_that_waits_never_runs(past: Past) -> None:
    start(past)
    cancel_replay(past.draft_id)
    outbox.perform_owed()
    assert replayed(past).state is ReplayState.CANCELLED


def test_a_killed_replay_is_begun_again_by_the_repair(past: Past) -> None:
    replay_id = start(past)
    dead = claim_replay(replay_id)
    assert dead is not None
    assert report_replay(dead, 1, 3)
    outbox.perform_owed()
    assert len(outbox.owed(-timedelta(days=1))) == 1, "as long as somebody may die with it, it is owed"
    _wait_is_over()
    _grow_silent(replay_id)
    assert (replayed(past).state, replayed(past).problem) == (ReplayState.FAILED, ReplayProblem.SILENT)
    outbox.perform_owed()
    assert replayed(past).lost_leads == 1
    # The dead one was only slow: nothing of it counts any more.
    assert not report_replay(dead, 2, 3)
    assert not finish_replay(dead, {})
    assert replayed(past).lost_leads == 1


def test_who_finds_a_silent_replay_may_try_again_at_once(past: Past) -> None:
    first = start(past)
    assert claim_replay(first)
    _grow_silent(first)
    second = start(past)
    outbox.perform_owed()
    assert second != first
    assert replayed(past).is_done


def _wait_is_over() -> None:
    with transaction() as current:
        current.execute(update(OutboxRow).where(OutboxRow.done_at.is_(None)).values(available_at=clock.now()))


def _grow_silent(replay_id: int) -> None:
    with transaction() as current:
        long_ago = clock.now() - 2 * SILENCE
        current.execute(update(RuleReplay).where(RuleReplay.id == replay_id).values(beat_at=long_ago))


def test_a_database_that_was_away_is_no_failure(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    replay_id = start(past)

    def away(*_args: int) -> None:
        raise OperationalError("select", {}, Exception("away"))

    with monkeypatch.context() as patch:
        patch.setattr(runner, "past_requests", away)
        with pytest.raises(OperationalError):
            runner.run_replay(replay_id)
    assert replayed(past).state is ReplayState.QUEUED
    runner.run_replay(replay_id)
    assert replayed(past).is_done


def test_a_failure_is_shown_and_can_be_tried_again(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    start(past)

    def broken(*_args: int) -> None:
        raise RuntimeError("bug")

    with monkeypatch.context() as patch:
        patch.setattr(runner, "past_requests", broken)
        outbox.perform_owed()
    assert (replayed(past).state, replayed(past).problem) == (ReplayState.FAILED, ReplayProblem.UNEXPECTED)
    assert session().scalar(select(func.count()).where(OutboxRow.done_at.is_(None))) == 0
    start(past)
    outbox.perform_owed()
    assert replayed(past).is_done


def test_the_newest_decision_of_a_need_is_its_past(past: Past) -> None:
    (need,) = needs_of(past.buyer.case_id)
    with transaction() as current:
        old = current.scalars(select(StoredDecision).where(StoredDecision.need_id == need.id)).one()
        current.add(
            StoredDecision(
                need_id=need.id, rule_set_id=old.rule_set_id, decided_at=clock.now(), decided_on=old.decided_on,
                facts={**old.facts, "employees": 5}, outcome=old.outcome,
            )
        )  # fmt: skip
    newest, total = count_past()
    found = past_requests(0, newest, 100)
    assert total == len(found) == 3
    assert [row.facts["employees"] for row in found if row.need_id == need.id] == [5]
    # What was decided since is no part of it, and what it replaced still is.
    assert len(past_requests(0, newest - 1, 100)) == 3
    route_need(need.id)


def test_a_request_from_outside_the_territory_is_no_part_of_the_past(past: Past) -> None:
    file_and_route(filing("dette-urssaf", commune="75056", outside_territory=True))
    start(past)
    outbox.perform_owed()
    result = replayed(past).result
    assert result is not None
    assert (result.requests, result.unreadable) == (3, 0)


def test_small_batches_read_the_same_past(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BATCH", 1)
    start(past)
    outbox.perform_owed()
    result = replayed(past).result
    assert result is not None
    assert (result.requests, result.changed) == (3, 1)
