"""Writing in a draft: nothing that somebody typed is lost, and nobody writes over what they have not seen."""

from typing import Any

import pytest

from care_triage.infra.db import session
from care_triage.rulebook import policy
from care_triage.rulebook.errors import BadRuleId, DraftNotFound, DraftNotOpen, RowChangedMeanwhile, RuleIdTaken
from care_triage.rulebook.queries.drafts import drafts as draft_cards
from care_triage.rulebook.queries.drafts import find_open_drafts, get_draft
from care_triage.rulebook.service import drafts, life
from care_triage.rulebook.types import DraftRule, DraftState
from tests.integration.rulebook.conftest import Writing


def rule_of(draft_id: int, rule_id: str) -> DraftRule:
    session().expire_all()
    found = get_draft(draft_id).find(rule_id)
    assert found is not None
    return found


def edited(writing: Writing, rule_id: str, **changes: Any) -> dict[str, Any]:
    return {**rule_of(writing.draft_id, rule_id).fields, **changes}


def ids(draft_id: int) -> list[str]:
    return [rule.id for rule in get_draft(draft_id).rules if rule.change != "removed"]


def test_a_new_draft_says_what_its_base_says(writing: Writing) -> None:
    draft = get_draft(writing.draft_id)
    assert (draft.state, draft.base_version, [rule.change for rule in draft.rules]) == (
        DraftState.OPEN,
        1,
        ["same"] * 3,
    )
    assert policy.compose(draft).document == draft.base
    (card,) = find_open_drafts()
    assert (card.title, card.author, card.changes, card.base_version) == ("Petites entreprises", "Alma", 0, 1)


def test_a_rule_is_changed_and_put_back(writing: Writing) -> None:
    alma = writing.alma.user_id
    seen = drafts.save_row(writing.draft_id, "appui", edited(writing, "appui", rank=30), 0, alma)
    rule = rule_of(writing.draft_id, "appui")
    assert (rule.change, rule.fields["rank"], rule.revision, rule.changed_by) == ("changed", 30, seen, "Alma")
    drafts.undo_row(writing.draft_id, "appui", seen, alma)
    assert rule_of(writing.draft_id, "appui").change == "same"
    assert draft_cards()[0].changes == 0


def test_saving_what_stands_already_changes_nothing(writing: Writing) -> None:
    fields = {**edited(writing, "appui"), "urgency": "normal", "advice": " ", "law": None}
    drafts.save_row(writing.draft_id, "appui", fields, 0, writing.alma.user_id)
    assert rule_of(writing.draft_id, "appui").change == "same"


def test_a_wrong_rule_is_saved_as_it_was_typed(writing: Writing) -> None:
    fields = edited(writing, "appui", when={"subject": '"dette-urssaf"', "employees": ">= cinquante"}, rank="beaucoup")
    drafts.save_row(writing.draft_id, "appui", fields, 0, writing.alma.user_id)
    assert rule_of(writing.draft_id, "appui").fields["when"]["employees"] == ">= cinquante"
    found = policy.compose(get_draft(writing.draft_id))
    assert found.document is None
    assert {(problem.rule_id, problem.field) for problem in found.problems} == {
        ("appui", "rank"), ("appui", "when.employees"),
    }  # fmt: skip
    cell = next(problem for problem in found.problems if problem.field == "when.employees")
    assert cell.offset == 3


def test_the_slower_of_two_authors_is_told_and_loses_nothing(writing: Writing) -> None:
    mine = edited(writing, "appui", rank=40)
    drafts.save_row(writing.draft_id, "appui", edited(writing, "appui", rank=30), 0, writing.alma.user_id)
    with pytest.raises(RowChangedMeanwhile) as told:
        drafts.save_row(writing.draft_id, "appui", mine, 0, writing.basile.user_id)
    assert (told.value.by, told.value.theirs and told.value.theirs["rank"]) == ("Alma", 30)
    drafts.save_row(writing.draft_id, "appui", mine, told.value.revision, writing.basile.user_id)
    assert rule_of(writing.draft_id, "appui").fields["rank"] == 40


def test_an_author_is_told_that_another_put_the_rule_back(writing: Writing) -> None:
    seen = drafts.save_row(writing.draft_id, "appui", edited(writing, "appui", rank=30), 0, writing.alma.user_id)
    drafts.undo_row(writing.draft_id, "appui", seen, writing.basile.user_id)
    with pytest.raises(RowChangedMeanwhile) as told:
        drafts.save_row(writing.draft_id, "appui", edited(writing, "appui", rank=31), seen, writing.alma.user_id)
    assert (told.value.by, told.value.theirs and told.value.theirs["rank"]) == ("Basile", 20)


def test_two_authors_on_two_rules_do_not_meet(writing: Writing) -> None:
    drafts.save_row(writing.draft_id, "appui", edited(writing, "appui", rank=30), 0, writing.alma.user_id)
    drafts.save_row(writing.draft_id, "pilote", edited(writing, "pilote", rank=11), 0, writing.basile.user_id)
    assert [rule.id for rule in get_draft(writing.draft_id).changed] == ["pilote", "appui"]


def test_rules_are_added_moved_and_removed(writing: Writing) -> None:
    alma, draft_id = writing.alma.user_id, writing.draft_id
    new = edited(writing, "pilote", rank=12)
    first = drafts.add_row(draft_id, "entre", new, alma, after="pilote")
    drafts.add_row(draft_id, "fin", new, alma)
    assert ids(draft_id) == ["pilote", "entre", "appui", "acheteur", "fin"]
    drafts.save_row(draft_id, "entre", {**new, "rank": 13}, first, alma)
    assert ids(draft_id) == ["pilote", "entre", "appui", "acheteur", "fin"]
    drafts.move_row(draft_id, "pilote", "appui", 0, alma)
    assert ids(draft_id) == ["entre", "appui", "pilote", "acheteur", "fin"]
    drafts.remove_row(draft_id, "appui", 0, alma)
    document = policy.compose(get_draft(draft_id)).document
    assert document is not None
    assert [rule.id for rule in document.rules] == ["entre", "pilote", "acheteur", "fin"]
    assert rule_of(draft_id, "appui").change == "removed"
    drafts.remove_row(draft_id, "fin", 1, alma)
    assert get_draft(draft_id).find("fin") is None


def test_two_rules_never_bear_one_name(writing: Writing) -> None:
    with pytest.raises(RuleIdTaken):
        drafts.add_row(writing.draft_id, "appui", {}, writing.alma.user_id)
    for name in ("", "Été", "a b", "-a", "x" * 81):
        with pytest.raises(BadRuleId):
            drafts.add_row(writing.draft_id, name, {}, writing.alma.user_id)


def test_a_draft_that_is_not_open_is_not_written(writing: Writing) -> None:
    life.discard(writing.draft_id, writing.alma)
    with pytest.raises(DraftNotOpen):
        drafts.save_row(writing.draft_id, "appui", edited(writing, "appui"), 0, writing.alma.user_id)
    with pytest.raises(DraftNotFound):
        get_draft(10_000)


def test_every_change_raises_the_revision_of_the_draft(writing: Writing) -> None:
    before = get_draft(writing.draft_id).revision
    drafts.save_row(writing.draft_id, "appui", edited(writing, "appui", rank=30), 0, writing.alma.user_id)
    assert get_draft(writing.draft_id).revision > before
