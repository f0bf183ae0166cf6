"""Every refusal has its sentence in both languages, and every sentence is used."""

from pathlib import Path

import pytest

import care_triage.rules
from care_triage.rules.errors import shown
from care_triage.rules.messages import KIND_NAMES, MESSAGES
from care_triage.rules.vocabulary import Kind

SOURCES = "\n".join(
    path.read_text() for path in Path(care_triage.rules.__file__).parent.glob("*.py") if path.name != "messages.py"
)


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_a_sentence_is_used_and_exists_in_two_languages(key: str) -> None:
    assert f'"{key}"' in SOURCES
    french, english = MESSAGES[key]
    assert french != english


def test_every_kind_of_fact_has_a_name() -> None:
    assert set(KIND_NAMES) == set(Kind)


class _Rude:
    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "value",
    [10**5000, -(10**5000), "x" * 10_000, "\u202eabc\0", _Rude(), [_Rude()], float("nan"), {"a": "é" * 999}],
    ids=["huge", "huge negative", "long", "bidi", "rude", "rude inside", "nan", "wide"],
)
def test_anything_can_be_shown_in_a_message(value: object) -> None:
    picture = shown(value)
    assert len(picture) <= 61
    assert picture.isprintable()
