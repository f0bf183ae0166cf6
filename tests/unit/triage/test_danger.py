"""Danger heard in authored texts of every sort; ordinary business, idioms included, left alone.

`danger_second`, `danger_third` and `danger_fourth` were written after the expressions, to measure what they had not been written for.
"""

import tomllib
from pathlib import Path
from time import perf_counter

import pytest

from care_triage.triage.danger import heard, is_danger, is_distress

_TEXTS = Path(__file__).parent / "danger_texts"
_PHRASINGS = Path(__file__).parents[3] / "care_triage" / "data" / "phrasings"


def _lines(name: str) -> list[str]:
    return [line for line in (_TEXTS / f"{name}.txt").read_text("utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("name", ["danger", "danger_second", "danger_third", "danger_fourth"])
def test_no_danger_is_missed(name: str) -> None:
    assert [text for text in _lines(name) if not is_danger(text)] == []


def test_no_distress_is_missed() -> None:
    assert [text for text in _lines("distress") if not is_distress(text)] == []


def test_idioms_and_ordinary_business_are_left_alone() -> None:
    assert [(text, heard(text).danger) for text in _lines("negatives") if is_danger(text)] == []


def test_few_stories_of_the_catalogue_raise_a_false_alarm() -> None:
    stories = [
        text
        for path in sorted(_PHRASINGS.glob("*.toml"))
        for slug, kinds in tomllib.loads(path.read_text("utf-8")).items()
        if slug != "detresse-dirigeant"
        for texts in kinds.values()
        for text in texts
    ]
    assert sum(map(is_danger, stories)) <= 0.03 * len(stories)


@pytest.mark.parametrize("upper", [False, True])
def test_danger_is_heard_without_accents_and_in_capitals(upper: bool) -> None:
    table = str.maketrans(dict(zip("éèêàâîïôùûç’", "eeeaaiiouuc'", strict=True)) | {"œ": "oe"})
    texts = [text.lower().translate(table) for text in _lines("danger")]
    assert [text for text in texts if not is_danger(text.upper() if upper else text)] == []


def test_the_words_that_decided_are_those_of_the_text() -> None:
    text = "Bonjour, je dois 3 000 € à l’Urssaf. J’veu mourrir, voilà."
    quotes = heard(text).danger
    assert quotes
    assert all(quote in text for quote in quotes)


HOSTILE = ("assurance vie ", "mieux ", "n'en ", "a", "a ", "le pont saute ", "me ", ". ", "pas plus ", "j j ", "fusil ")


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    once, ten = piece * (2_000 // len(piece)), piece * (20_000 // len(piece))
    assert _seconds(ten) < 40 * _seconds(once) + 0.2


def _seconds(text: str) -> float:
    start = perf_counter()
    heard(text)
    return perf_counter() - start
