"""Somebody published meanwhile: the draft is carried over, and what both changed is settled by hand."""

import pytest

from care_triage.infra.db import session
from care_triage.rulebook import policy
from care_triage.rulebook.errors import DraftContested, DraftOutdated, RowChangedMeanwhile
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.life import get_life
from care_triage.rulebook.service import drafts, life
from care_triage.rulebook.service.rebase import rebase_draft
from care_triage.rulebook.types import DraftRule, DraftStep
from tests.integration.rulebook.conftest import Writing
from tests.support.rulebook import publish_change
from tests.support.rules import BUYER, rule


def rule_of(writing: Writing, rule_id: str) -> DraftRule:
    session().expire_all()
    found = get_draft(writing.draft_id).find(rule_id)
    assert found is not None
    return found


def change_rank(writing: Writing, rule_id: str, rank: int) -> int:
    found = rule_of(writing, rule_id)
    fields = {**found.fields, "rank": rank}
    return drafts.save_row(writing.draft_id, rule_id, fields, found.revision, writing.alma.user_id)


def submit(writing: Writing) -> None:
    life.submit(writing.draft_id, writing.alma, seen_revision=get_draft(writing.draft_id).revision)


def rebase(writing: Writing) -> int:
    return rebase_draft(writing.draft_id, writing.alma.user_id)


def published_order(writing: Writing) -> list[str]:
    document = policy.compose(get_draft(writing.draft_id)).document
    assert document is not None
    return [each.id for each in document.rules]


def test_an_outdated_draft_is_carried_over_before_it_is_submitted(writing: Writing) -> None:
    change_rank(writing, "appui", 30)
    publish_change(rule("acheteur", BUYER, rank=3), rule("nouvelle"))
    with pytest.raises(DraftOutdated):
        submit(writing)
    assert rebase(writing) == 0
    assert [each.id for each in get_draft(writing.draft_id).changed] == ["appui"]
    assert published_order(writing) == ["pilote", "appui", "acheteur", "nouvelle"]
    assert get_life(writing.draft_id).events[-1].step is DraftStep.REBASED
    submit(writing)


def test_nothing_is_carried_over_onto_the_same_version(writing: Writing) -> None:
    before = get_draft(writing.draft_id).revision
    assert rebase(writing) == 0
    assert get_draft(writing.draft_id).revision == before


def test_what_both_changed_is_settled_by_hand(writing: Writing) -> None:
    change_rank(writing, "appui", 30)
    publish_change(rule("appui", role="support", rank=25, employees=">= 50"))
    assert rebase(writing) == 1
    found = rule_of(writing, "appui")
    assert (found.ancestor and found.ancestor["rank"], found.base and found.base["rank"], found.fields["rank"]) == (
        20,
        25,
        30,
    )
    with pytest.raises(DraftContested):
        submit(writing)
    change_rank(writing, "appui", 30)
    assert not rule_of(writing, "appui").is_contested
    submit(writing)


def test_what_is_still_contested_keeps_what_it_began_from(writing: Writing) -> None:
    change_rank(writing, "appui", 30)
    publish_change(rule("appui", role="support", rank=25, employees=">= 50"))
    rebase(writing)
    publish_change(rule("appui", role="support", rank=26, employees=">= 50"))
    assert rebase(writing) == 1
    found = rule_of(writing, "appui")
    assert (found.ancestor and found.ancestor["rank"], found.base and found.base["rank"]) == (20, 26)
    drafts.undo_row(writing.draft_id, "appui", found.revision, writing.alma.user_id)
    assert rule_of(writing, "appui").change == "same"


def test_what_both_changed_alike_is_no_change_any_more(writing: Writing) -> None:
    change_rank(writing, "appui", 30)
    publish_change(rule("appui", role="support", rank=30, employees=">= 50"))
    assert rebase(writing) == 0
    assert get_draft(writing.draft_id).changed == ()


def test_a_rule_changed_here_and_gone_there_is_contested(writing: Writing) -> None:
    change_rank(writing, "appui", 30)
    publish_change(dropped=("appui",))
    assert rebase(writing) == 1
    found = rule_of(writing, "appui")
    assert (found.change, found.base, found.fields["rank"]) == ("added", None, 30)
    change_rank(writing, "appui", 30)
    assert published_order(writing) == ["pilote", "appui", "acheteur"]


def test_a_rule_gone_here_and_changed_there_is_contested(writing: Writing) -> None:
    drafts.remove_row(writing.draft_id, "appui", 0, writing.alma.user_id)
    publish_change(rule("appui", role="support", rank=25, employees=">= 50"))
    assert rebase(writing) == 1
    found = rule_of(writing, "appui")
    assert (found.change, found.is_contested) == ("removed", True)
    drafts.remove_row(writing.draft_id, "appui", found.revision, writing.alma.user_id)
    assert published_order(writing) == ["pilote", "acheteur"]


def test_two_new_rules_of_one_name_are_contested(writing: Writing) -> None:
    fields = {**rule_of(writing, "pilote").fields, "rank": 12}
    drafts.add_row(writing.draft_id, "nouvelle", fields, writing.alma.user_id, after="pilote")
    publish_change(rule("nouvelle", rank=13))
    assert rebase(writing) == 1
    assert rule_of(writing, "nouvelle").fields["rank"] == 12


def test_places_are_kept(writing: Writing) -> None:
    fields = rule_of(writing, "pilote").fields
    drafts.add_row(writing.draft_id, "entre", fields, writing.alma.user_id, after="pilote")
    drafts.move_row(writing.draft_id, "acheteur", "pilote", 0, writing.alma.user_id)
    assert published_order(writing) == ["pilote", "acheteur", "entre", "appui"]
    publish_change(rule("nouvelle"), dropped=("appui",))
    rebase(writing)
    assert published_order(writing) == ["pilote", "acheteur", "entre", "nouvelle"]


def test_who_has_a_rule_open_is_told_that_the_base_changed(writing: Writing) -> None:
    seen = rule_of(writing, "appui")
    publish_change(rule("appui", role="support", rank=25, employees=">= 50"))
    rebase(writing)
    with pytest.raises(RowChangedMeanwhile) as told:
        drafts.save_row(writing.draft_id, "appui", {**seen.fields, "rank": 21}, seen.revision, writing.basile.user_id)
    assert told.value.theirs is not None
    assert told.value.theirs["rank"] == 25
