"""Whatever is typed: no crash, words that are there, no sum that is not, and time that grows with the text only."""

import re
from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.triage.told import told
from care_triage.triage.told.numbers import count_of, numbers
from care_triage.triage.told.text import Story
from tests.unit.triage.told.sentences import SURE

ON = date(2026, 11, 23)
_WORDS = st.sampled_from(
    [word for story, _facts in SURE for word in story.split()]
    + ["12 000", "€", "1,5k", "😢", "\u00a0", "é", "\n", "31/02", "99/99/9999"]
)
_DIGITS = re.compile(r"\D")


@given(st.one_of(st.text(max_size=400), st.lists(_WORDS, max_size=60).map(" ".join)), st.dates())
@settings(max_examples=250, deadline=None)
def test_every_fact_quotes_the_story(story: str, on: date) -> None:
    found = told(story, on)
    for fact in found.facts:
        assert 0 <= fact.start < fact.end <= len(story)
        assert fact.quote == story[fact.start : fact.end]
    if found.place:
        assert found.place.quote == story[found.place.start : found.place.end]
    assert all(correction.said in story for correction in found.corrections)


@given(st.lists(_WORDS, max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_a_sum_is_one_that_is_written(story: str) -> None:
    written = {number.value for number in numbers(Story(story))}
    sums = [fact for fact in told(story, ON).facts if fact.fact.startswith("amount_") or fact.fact == "dispute_amount"]
    assert all(Decimal(fact.value) in written for fact in sums)


@pytest.mark.parametrize(
    "seed",
    [
        "1 ",
        "9",
        "client ",
        "je dois ",
        "12 000 ",
        "depuis 3 mois ",
        "É-",
        "ﷺ",
        "mille ",
        "en liquidation ",
        "tva urssaf ",
        "Saint-",
        "(",
        "mon client entreprise ",
        "69003 ",
    ],
)
def test_a_hostile_text_takes_no_more_than_its_length(seed: str) -> None:
    story = (seed * 5000)[:5000]
    begun = perf_counter()
    told(story, ON)
    assert perf_counter() - begun < 1.5


@pytest.mark.parametrize(
    ("words", "value"),
    [("douze mille", 12_000), ("trois cent vingt et un", 321), ("quatre vingt dix sept", 97), ("mille deux cents", 1_200),
     ("deux millions", 2_000_000), ("vingt cinq mille", 25_000), ("twelve thousand", 12_000), ("40", 40)],
)  # fmt: skip
def test_numbers_in_words(words: str, value: int) -> None:
    assert count_of(words) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("12 000 €", "12000"), ("12\u202f000€", "12000"), ("12k", "12000"), ("1,5k€", "1500.0"), ("1 200,50 euros", "1200.50"), ("4.500 €", "4500"),
     ("20,000 euros", "20000"), ("2 millions d’euros", "2000000"), ("12 K€", "12000"), ("3m€", "3000000")],
)  # fmt: skip
def test_numbers_in_figures(text: str, value: str) -> None:
    assert [number.value for number in numbers(Story(text))] == [Decimal(value)]
