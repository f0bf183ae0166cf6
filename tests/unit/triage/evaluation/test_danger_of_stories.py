"""On the labelled set no life in danger is missed. When one is, hear its way of saying, never its very words."""

import pytest

from care_triage.triage.danger import is_danger, is_distress
from care_triage.triage.evaluation.stories import stories

# Still missed: to be emptied, never to be added to.
KNOWN = {"danger-019"}


def _missed() -> set[str]:
    return {story.id for story in stories() if story.danger and not is_danger(story.text)}


def test_no_other_life_in_danger_is_missed() -> None:
    assert _missed() <= KNOWN


@pytest.mark.xfail(
    strict=True, reason="One farewell in text-message spelling is not heard; drop this mark and KNOWN when it is."
)
def test_no_life_in_danger_is_missed() -> None:
    assert not _missed()


def test_danger_is_distress_too() -> None:
    assert not [story.id for story in stories() if is_danger(story.text) and not is_distress(story.text)]
