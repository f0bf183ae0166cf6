"""Every sentence gives exactly its facts; what is not sure is proposed only."""

from datetime import date
from typing import Any

import pytest

from care_triage.triage.told import told, values_of
from tests.unit.triage.told.sentences import CONFUSED, LOOSE, SURE, UNSURE

ON = date(2026, 11, 23)


@pytest.mark.parametrize(("story", "facts"), SURE)
def test_a_sentence_gives_its_facts_and_no_other(story: str, facts: dict[str, Any]) -> None:
    found = values_of(fact for fact in told(story, ON).facts if fact.sure)
    plain = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    assert {name: value for name, value in plain.items() if name not in LOOSE - facts.keys()} == facts


@pytest.mark.parametrize(("story", "fact", "value"), UNSURE)
def test_what_is_said_sideways_waits_for_a_yes(story: str, fact: str, value: Any) -> None:
    assert [(one.value, one.sure) for one in told(story, ON).facts if one.fact == fact] == [(value, False)]


@pytest.mark.parametrize(("story", "slug"), CONFUSED)
def test_what_is_often_confused_is_set_right(story: str, slug: str | None) -> None:
    assert [correction.slug for correction in told(story, ON).corrections] == ([slug] if slug else [])
