"""Legal terms: calendar days and months, art. 641 and 642 C. proc. civ."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.territory.legal_clock import due_on
from care_triage.territory.public_holidays import is_working_day

dates = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def test_the_45_days_of_a_cessation_of_payments_do_not_count_the_day_itself() -> None:
    deadline = due_on(date(2026, 11, 2), days=45)

    assert deadline.plain_on == date(2026, 12, 17)
    assert not deadline.is_extended


def test_a_term_that_ends_on_a_closed_day_shows_both_dates() -> None:
    deadline = due_on(date(2026, 11, 10), days=45)

    assert deadline.plain_on == date(2026, 12, 25)
    assert deadline.extended_on == date(2026, 12, 28)
    assert deadline.is_extended


@pytest.mark.parametrize(
    ("from_on", "months", "days", "plain_on"),
    [
        (date(2026, 1, 15), 2, 0, date(2026, 3, 15)),
        (date(2026, 1, 31), 1, 0, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, 0, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, 0, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, 10, date(2026, 3, 10)),
        (date(2026, 12, 1), 12, 0, date(2027, 12, 1)),
    ],
)
def test_months_end_on_the_same_number_or_on_the_last_day(
    from_on: date, months: int, days: int, plain_on: date
) -> None:
    assert due_on(from_on, days, months=months).plain_on == plain_on


def test_days_left_count_down_to_the_plain_date() -> None:
    deadline = due_on(date(2026, 11, 2), days=45)

    assert deadline.days_left(date(2026, 11, 2)) == 45
    assert deadline.days_left(date(2026, 12, 17)) == 0
    assert deadline.days_left(date(2026, 12, 18)) == -1


@pytest.mark.parametrize(("days", "months"), [(0, 0), (-1, 0), (3, -1)])
def test_a_term_has_a_length(days: int, months: int) -> None:
    with pytest.raises(ValueError, match="length"):
        due_on(date(2026, 1, 1), days, months=months)


@given(dates, st.integers(1, 400))
def test_an_extension_only_passes_over_closed_days(from_on: date, days: int) -> None:
    deadline = due_on(from_on, days)
    passed = (deadline.extended_on - deadline.plain_on).days

    assert deadline.plain_on == from_on + timedelta(days=days)
    assert is_working_day(deadline.extended_on)
    assert not any(is_working_day(deadline.plain_on + timedelta(days=i)) for i in range(passed))
