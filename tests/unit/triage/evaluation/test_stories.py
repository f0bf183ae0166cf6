"""The labelled stories: how files are read, and what the set must hold."""

from collections import Counter
from pathlib import Path

import pytest

from care_triage.partners.types import Kind
from care_triage.triage.evaluation.stories import UnreadableStories, stories
from care_triage.triage.evaluation.types import Story
from care_triage.triage.types import Action


@pytest.fixture(scope="module")
def labelled() -> tuple[Story, ...]:
    return stories()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Aucun récit"),
        ('[[story]]\nid = "a"\ntext = "un"\n[[story]]\nid = "a"\ntext = "deux"', "deux fois"),
        ('[[story]]\nid = "a"\ntext = "un"\nsubject = "x"', "champ inconnu"),
        ('[[story]]\nid = "a"', "il faut"),
        ("[[story", "essai.toml"),
    ],
)
def test_what_is_not_written_as_it_should_be_is_said(text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "essai.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableStories, match=problem):
        stories(tmp_path)


def test_the_set_is_large_and_of_every_sort(labelled: tuple[Story, ...]) -> None:
    actions = Counter(story.action for story in labelled)
    assert set(actions) == {str(action) for action in Action}
    assert len(labelled) >= 450
    assert actions["route"] >= 300
    assert actions["redirect"] + actions["refuse"] >= 70
    assert sum(story.danger for story in labelled) >= 30
    assert sum(story.distress for story in labelled) >= 40
    assert sum(story.language == "en" for story in labelled) >= 25
    assert sum("misspelt" in story.tags for story in labelled) >= 60
    assert sum("idiom" in story.tags for story in labelled) >= 40
    assert sum(story.wrong_creditor is not None for story in labelled) >= 15


def test_labels_are_whole(labelled: tuple[Story, ...]) -> None:
    for story in labelled:
        assert set(story.partners) <= set(Kind), story.id
        assert story.urgency in ("normal", "high", "critical"), story.id
        assert story.distress or not story.danger, story.id
        assert not story.danger or (story.urgency == "critical" and story.partners[0] == Kind.HUMAN), story.id
        if story.action == "route":
            assert story.subjects, story.id
            assert story.partners, story.id
        elif story.action != "clarify":
            assert story.redirects, story.id


def test_no_story_is_told_twice(labelled: tuple[Story, ...]) -> None:
    assert not [text for text, count in Counter(story.text.casefold() for story in labelled).items() if count > 1]
