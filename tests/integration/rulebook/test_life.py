"""The way of a draft: a second person approves, a lost lead wants a reason, a version takes effect at its date."""

from datetime import timedelta

import pytest

from care_triage.accounts.types import Viewer
from care_triage.infra import clock
from care_triage.infra.errors import Forbidden
from care_triage.rulebook.errors import (
    DraftChangedMeanwhile,
    DraftHasErrors,
    DraftOutdated,
    EmptyDraft,
    OwnDraft,
    ReasonMissing,
    ReplayMissing,
    WrongStep,
)
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.life import get_life
from care_triage.rulebook.service import drafts, life
from care_triage.rulebook.service.restore import restore_version
from care_triage.rulebook.types import DraftState, DraftStep
from care_triage.triage.errors import TakesEffectTooEarly, VersionInForce, VersionNotFound
from care_triage.triage.queries.rule_sets import current_rule_set, get_version, newest_rule_set
from care_triage.triage.queries.versions import versions
from care_triage.triage.service.publish import publish_rule_set
from tests.integration.rulebook.conftest import Replay, Writing
from tests.support.rulebook import publish_change
from tests.support.rules import SMALL, document, rule


def revision(writing: Writing) -> int:
    return get_draft(writing.draft_id).revision


def change_rank(writing: Writing, rank: object = 30, rule_id: str = "appui", by: Viewer | None = None) -> None:
    found = get_draft(writing.draft_id).find(rule_id)
    assert found is not None
    author = by or writing.alma
    drafts.save_row(writing.draft_id, rule_id, {**found.fields, "rank": rank}, found.revision, author.user_id)


def submit(writing: Writing, reason: str = "") -> None:
    life.submit(writing.draft_id, writing.alma, seen_revision=revision(writing), reason=reason)


def approve(writing: Writing, viewer: Viewer | None = None, reason: str = "") -> None:
    life.approve(writing.draft_id, viewer or writing.clara, seen_revision=revision(writing), reason=reason)


def publish_draft(writing: Writing, replayed: Replay, in_days: int | None = None) -> int:
    """Write, submit, approve and publish."""
    change_rank(writing)
    replayed()
    submit(writing)
    approve(writing)
    at = clock.now() + timedelta(days=in_days) if in_days is not None else None
    return life.publish(writing.draft_id, writing.clara, effective_at=at)


def test_what_a_second_person_approved_is_published(writing: Writing, replayed: Replay) -> None:
    assert publish_draft(writing, replayed) == 2
    assert current_rule_set().document.rule_by_id["appui"].rank == 30
    found = get_life(writing.draft_id)
    assert (found.state, found.published_version) == (DraftState.PUBLISHED, 2)
    assert [(event.step, event.by) for event in found.events] == [
        (DraftStep.STARTED, "Alma"), (DraftStep.SUBMITTED, "Alma"), (DraftStep.APPROVED, "Clara"),
        (DraftStep.PUBLISHED, "Clara"),
    ]  # fmt: skip
    newest = versions()[0]
    assert (newest.version, newest.published_by, newest.note, newest.is_current) == (
        2,
        "Clara",
        "Petites entreprises",
        True,
    )


def test_nobody_approves_what_they_wrote(writing: Writing, replayed: Replay) -> None:
    change_rank(writing, by=writing.dora)
    # Dora puts her change back: she wrote in the draft all the same.
    drafts.undo_row(writing.draft_id, "appui", 1, writing.dora.user_id)
    change_rank(writing, rule_id="pilote")
    replayed()
    submit(writing)
    with pytest.raises(OwnDraft):
        approve(writing, writing.dora)
    with pytest.raises(Forbidden):
        approve(writing, writing.basile)
    approve(writing)


def test_an_author_does_not_publish(writing: Writing, replayed: Replay) -> None:
    change_rank(writing)
    replayed()
    submit(writing)
    with pytest.raises(WrongStep):
        life.publish(writing.draft_id, writing.clara)
    approve(writing)
    with pytest.raises(Forbidden):
        life.publish(writing.draft_id, writing.alma)
    with pytest.raises(Forbidden):
        life.refuse(writing.draft_id, writing.alma, "Non.")


def test_wrong_or_empty_drafts_are_not_submitted(writing: Writing) -> None:
    with pytest.raises(EmptyDraft):
        submit(writing)
    change_rank(writing, rank="beaucoup")
    with pytest.raises(DraftHasErrors) as told:
        submit(writing)
    assert [problem.field for problem in told.value.problems] == ["rank"]
    change_rank(writing, rank=5)
    submit(writing)


def test_what_was_not_read_is_not_submitted_nor_approved(writing: Writing, replayed: Replay) -> None:
    seen = revision(writing)
    change_rank(writing)
    with pytest.raises(DraftChangedMeanwhile):
        life.submit(writing.draft_id, writing.alma, seen_revision=seen)
    submit(writing)
    replayed()
    with pytest.raises(DraftChangedMeanwhile):
        life.approve(writing.draft_id, writing.clara, seen_revision=seen)


def test_a_replay_of_the_draft_as_it_is_comes_first(writing: Writing, replayed: Replay) -> None:
    replayed()
    change_rank(writing)
    submit(writing)
    with pytest.raises(ReplayMissing):
        approve(writing)
    replayed()
    approve(writing)


def test_a_lost_lead_asks_for_a_reason(writing: Writing, replayed: Replay) -> None:
    change_rank(writing)
    replayed(lost_leads=3)
    submit(writing)
    with pytest.raises(ReasonMissing):
        approve(writing)
    approve(writing, reason="Ces demandes vont au bureau de tri.")
    life.publish(writing.draft_id, writing.clara)
    assert get_life(writing.draft_id).reason == "Ces demandes vont au bureau de tri."


def test_a_refused_draft_is_written_again(writing: Writing, replayed: Replay) -> None:
    change_rank(writing)
    submit(writing)
    life.refuse(writing.draft_id, writing.clara, "Le rang est trop bas.")
    found = get_life(writing.draft_id)
    assert (found.state, found.review_note) == (DraftState.OPEN, "Le rang est trop bas.")
    change_rank(writing, rank=31)
    submit(writing)
    life.take_back(writing.draft_id, writing.basile)
    assert get_life(writing.draft_id).state is DraftState.OPEN
    life.discard(writing.draft_id, writing.alma)
    with pytest.raises(WrongStep):
        life.discard(writing.draft_id, writing.alma)
    life.take_back(writing.draft_id, writing.basile)
    change_rank(writing, rank=32)


def test_a_version_takes_effect_at_its_date_without_a_restart(writing: Writing, replayed: Replay) -> None:
    assert publish_draft(writing, replayed, in_days=2) == 2
    at = clock.now()
    assert current_rule_set().version == 1
    with clock.pretend(at + timedelta(days=1)):
        assert current_rule_set().version == 1
    with clock.pretend(at + timedelta(days=3)):
        assert current_rule_set().version == 2
    assert [(row.version, row.is_current, row.is_future) for row in versions()] == [(2, False, True), (1, True, False)]


def test_no_version_overtakes_one_that_is_planned(writing: Writing, replayed: Replay) -> None:
    publish_draft(writing, replayed, in_days=2)
    urgent = document(rule("pilote", rank=1))
    with pytest.raises(TakesEffectTooEarly):
        publish_rule_set(urgent, "Urgent", effective_at=clock.now() + timedelta(days=1))
    # Without a date it comes together with the planned one, never before it.
    assert publish_rule_set(urgent, "Urgent") == 3
    assert current_rule_set().version == 1
    with clock.pretend(clock.now() + timedelta(days=3)):
        assert current_rule_set().version == 3


def test_a_planned_version_is_taken_back(writing: Writing, replayed: Replay) -> None:
    publish_draft(writing, replayed, in_days=2)
    with pytest.raises(Forbidden):
        life.withdraw(2, writing.alma)
    life.withdraw(2, writing.clara)
    assert newest_rule_set().version == 1
    assert get_life(writing.draft_id).events[-1].step is DraftStep.WITHDRAWN
    assert publish_change(rule("pilote", rank=1)) == 3
    with clock.pretend(clock.now() + timedelta(days=3)):
        assert current_rule_set().version == 3
    with pytest.raises(VersionInForce):
        life.withdraw(3, writing.clara)
    with pytest.raises(VersionNotFound):
        life.withdraw(99, writing.clara)


def test_a_version_may_not_take_effect_in_the_past(writing: Writing, replayed: Replay) -> None:
    with pytest.raises(TakesEffectTooEarly):
        publish_draft(writing, replayed, in_days=-1)
    assert get_life(writing.draft_id).state is DraftState.APPROVED


def test_an_approved_draft_that_was_overtaken_is_not_published(writing: Writing, replayed: Replay) -> None:
    change_rank(writing)
    replayed()
    submit(writing)
    approve(writing)
    publish_change(rule("acheteur", "client-perdu", rank=3))
    with pytest.raises(DraftOutdated):
        life.publish(writing.draft_id, writing.clara)


def test_an_old_version_is_put_back_through_the_same_approval(writing: Writing, replayed: Replay) -> None:
    publish_draft(writing, replayed)
    publish_change(rule("nouvelle"), dropped=("pilote",))
    draft_id = restore_version(1, "Remettre la version 1", writing.alma.user_id)
    restoring = writing._replace(draft_id=draft_id)
    assert [(each.id, each.change) for each in get_draft(draft_id).changed] == [
        ("pilote", "added"), ("appui", "changed"), ("nouvelle", "removed"),
    ]  # fmt: skip
    replayed()
    submit(restoring)
    with pytest.raises(ReplayMissing):
        approve(restoring)
    replayed(draft_id=draft_id)
    approve(restoring)
    assert life.publish(draft_id, writing.clara) == 4
    assert current_rule_set().document == SMALL
    assert get_version(1).document == SMALL
