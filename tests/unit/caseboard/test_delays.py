"""Delays count those who still wait: the estimate of Kaplan and Meier, by hand and against plain order."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.caseboard.figures_view import Period
from care_triage.caseboard.policy import Delay, delay_within

_MINUTES = st.integers(min_value=0, max_value=5000)


def test_without_any_request_there_is_no_delay() -> None:
    assert delay_within({}, {}, 0.5) is None


def test_the_median_and_the_ninetieth_of_ten_answers() -> None:
    answered = dict.fromkeys(range(10, 101, 10), 1)
    assert delay_within(answered, {}, 0.5) == Delay(50)
    assert delay_within(answered, {}, 0.9) == Delay(90)


def test_those_who_wait_make_the_median_later() -> None:
    # Five at risk; 60: 4/5; 120: 4/5 x 2/3 = 0.53 (one left at 90); 300: 0.53 x 1/2 = 0.27.
    answered, waiting = {60: 1, 120: 1, 300: 1}, {90: 1, 600: 1}
    assert delay_within(answered, waiting, 0.5) == Delay(300)
    assert delay_within(answered, {}, 0.5) == Delay(120)


def test_what_is_not_known_yet_is_said_to_be_at_least_the_oldest_age() -> None:
    assert delay_within({60: 1, 120: 1, 300: 1}, {90: 1, 600: 1}, 0.9) == Delay(600, at_least=True)
    assert delay_within({}, {30: 2, 45: 1}, 0.5) == Delay(45, at_least=True)


def test_a_request_of_an_hour_does_not_pretend_to_be_answered() -> None:
    # Counting the age of those who wait as if it were a delay would give one hour.
    assert delay_within({14_400: 5}, {60: 5}, 0.5) == Delay(14_400)


@given(st.lists(_MINUTES, min_size=1, max_size=60), st.sampled_from([0.5, 0.9]))
def test_when_everybody_was_answered_it_is_the_plain_order(minutes: list[int], share: float) -> None:
    found = delay_within(Counter(minutes), {}, share)
    assert found is not None
    assert not found.at_least
    within = sum(each <= found.minutes for each in minutes)
    before = sum(each < found.minutes for each in minutes)
    assert before < share * len(minutes) <= within + 1e-6


@given(st.lists(_MINUTES, max_size=30), st.lists(_MINUTES, min_size=1, max_size=30), st.sampled_from([0.5, 0.9]))
def test_people_who_wait_never_make_the_delay_shorter_than_the_answers_alone(
    answered: list[int], waiting: list[int], share: float
) -> None:
    alone, together = (
        delay_within(Counter(answered), {}, share),
        delay_within(Counter(answered), Counter(waiting), share),
    )
    assert together is not None
    assert alone is None or together.at_least or together.minutes >= alone.minutes


@pytest.mark.parametrize(
    ("period", "today", "since"),
    [
        (Period.MONTH, date(2026, 3, 31), date(2026, 3, 1)),
        (Period.QUARTER, date(2026, 2, 10), date(2025, 11, 10)),
        (Period.QUARTER, date(2026, 5, 31), date(2026, 2, 28)),
        (Period.YEAR, date(2028, 2, 29), date(2027, 2, 28)),
    ],
)
def test_a_period_begins_on_a_day_that_exists(period: Period, today: date, since: date) -> None:
    assert period.since_on(today) == since
