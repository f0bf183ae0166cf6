"""Service clocks in working hours."""

from datetime import UTC, date, datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.infra.clock import PARIS
from care_triage.territory.business_hours import DEFAULT_HOURS, BusinessHours, parse_hours
from care_triage.territory.working_time import (
    StepKind,
    add_working_minutes,
    add_working_time,
    explain,
    is_open,
    working_minutes_between,
    working_time_between,
)
from tests.unit.territory.test_business_hours import weeks

HOURS = parse_hours(DEFAULT_HOURS)
instants = st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
minutes = st.integers(0, 60 * 200)
closures = st.frozensets(st.dates(date(2025, 1, 1), date(2031, 6, 30)), max_size=40)
hours_of_a_unit = st.builds(BusinessHours, weeks(), closures)


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        (paris(2026, 11, 23, 9, 0), 60, paris(2026, 11, 23, 10, 0)),
        (paris(2026, 11, 23, 11, 30), 60, paris(2026, 11, 23, 14, 30)),
        (paris(2026, 11, 23, 11, 0), 60, paris(2026, 11, 23, 12, 0)),
        (paris(2026, 11, 23, 12, 30), 0, paris(2026, 11, 23, 12, 30)),
        (paris(2026, 11, 27, 16, 30), 60, paris(2026, 11, 30, 9, 30)),
        (paris(2026, 11, 28, 8, 0), 1, paris(2026, 11, 30, 9, 1)),
        (paris(2026, 12, 24, 16, 0), 120, paris(2026, 12, 28, 10, 0)),
        (paris(2026, 5, 7, 16, 0), 120, paris(2026, 5, 11, 10, 0)),
    ],
)
def test_a_due_time_passes_over_nights_weekends_and_holidays(start: datetime, minutes: int, due: datetime) -> None:
    assert add_working_minutes(start, minutes, HOURS) == due


def test_an_absence_pushes_the_due_time() -> None:
    away = HOURS.with_closed([date(2026, 11, 23), date(2026, 11, 24)])

    assert add_working_minutes(paris(2026, 11, 22, 18, 0), 60, away) == paris(2026, 11, 25, 10, 0)


def test_the_clock_changes_neither_add_nor_lose_working_time() -> None:
    day_and_night = BusinessHours(parse_hours("mon-sun 00:00-24:00").week, open_on_holidays=True)

    # 29 March 2026 has 23 hours, 25 October 25.
    assert working_minutes_between(paris(2026, 3, 29), paris(2026, 3, 30), day_and_night) == 23 * 60
    assert working_minutes_between(paris(2026, 10, 25), paris(2026, 10, 26), day_and_night) == 25 * 60
    assert add_working_minutes(paris(2026, 3, 27, 16, 0), 120, HOURS) == paris(2026, 3, 30, 10, 0)


def test_a_slot_inside_the_skipped_hour_is_not_counted_twice() -> None:
    night = parse_hours("sun 02:15-02:45,03:00-04:00")

    assert working_minutes_between(paris(2026, 3, 29), paris(2026, 3, 30), night) <= 60


def test_elapsed_time_stops_outside_hours() -> None:
    assert working_minutes_between(paris(2026, 11, 23, 11, 0), paris(2026, 11, 23, 15, 0), HOURS) == 120
    assert working_minutes_between(paris(2026, 11, 21, 11, 0), paris(2026, 11, 22, 15, 0), HOURS) == 0
    assert working_minutes_between(paris(2026, 11, 24, 9, 0), paris(2026, 11, 23, 9, 0), HOURS) == 0


def test_open_is_true_within_a_slot_only() -> None:
    assert is_open(paris(2026, 11, 23, 9, 0), HOURS)
    assert not is_open(paris(2026, 11, 23, 12, 0), HOURS)
    assert not is_open(paris(2026, 11, 11, 10, 0), HOURS)


def test_an_explanation_names_what_counted_and_what_did_not() -> None:
    told = explain(paris(2026, 12, 24, 16, 0), 120, HOURS.with_closed([date(2026, 12, 28)]))

    assert [(step.kind, step.on.day, step.counted // timedelta(minutes=1)) for step in told.steps] == [
        (StepKind.COUNTED, 24, 60),
        (StepKind.HOLIDAY, 25, 0),
        (StepKind.CLOSED, 26, 0),
        (StepKind.CLOSED, 27, 0),
        (StepKind.ABSENCE, 28, 0),
        (StepKind.COUNTED, 29, 60),
    ]
    assert told.steps[1].name == "Noël"
    assert told.due_at == paris(2026, 12, 29, 10, 0)


def test_naive_times_and_negative_durations_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        add_working_minutes(datetime(2026, 1, 1), 5, HOURS)  # noqa: DTZ001
    with pytest.raises(ValueError, match="negative"):
        add_working_minutes(paris(2026, 1, 1), -5, HOURS)


@given(instants, minutes, hours_of_a_unit)
def test_what_was_added_is_what_has_elapsed(start: datetime, minutes: int, hours: BusinessHours) -> None:
    due = add_working_minutes(start, minutes, hours)

    assert working_minutes_between(start, due, hours) == minutes
    assert working_time_between(start, due, hours) == timedelta(minutes=minutes)


@given(instants, minutes, minutes, hours_of_a_unit)
def test_more_work_or_a_later_start_is_never_due_earlier(start: datetime, a: int, b: int, hours: BusinessHours) -> None:
    less, more = sorted((a, b))

    assert add_working_minutes(start, less, hours) <= add_working_minutes(start, more, hours)
    assert add_working_minutes(start, less, hours) <= add_working_minutes(start + timedelta(minutes=b), less, hours)


@given(instants, minutes, hours_of_a_unit, closures)
def test_more_closed_days_never_bring_it_nearer(
    start: datetime, minutes: int, hours: BusinessHours, more: frozenset[date]
) -> None:
    assert add_working_minutes(start, minutes, hours) <= add_working_minutes(start, minutes, hours.with_closed(more))


@given(
    instants,
    st.timedeltas(timedelta(), timedelta(days=90)),
    st.timedeltas(timedelta(), timedelta(days=90)),
    hours_of_a_unit,
)
def test_segments_add_up(start: datetime, one: timedelta, two: timedelta, hours: BusinessHours) -> None:
    middle, end = start + one, start + one + two
    parts = working_time_between(start, middle, hours) + working_time_between(middle, end, hours)

    assert working_time_between(start, end, hours) == parts


@given(instants, minutes, minutes, hours_of_a_unit)
def test_a_due_time_does_not_depend_on_where_it_is_split(start: datetime, a: int, b: int, hours: BusinessHours) -> None:
    at_once = add_working_time(start, timedelta(minutes=a + b), hours)

    assert add_working_minutes(add_working_minutes(start, a, hours), b, hours) == at_once


@given(instants, minutes, hours_of_a_unit)
def test_an_explanation_agrees_with_the_sum(start: datetime, minutes: int, hours: BusinessHours) -> None:
    told = explain(start, minutes, hours)

    assert told.due_at == add_working_minutes(start, minutes, hours)
    assert sum((step.counted for step in told.steps), timedelta()) == timedelta(minutes=minutes)


def test_a_year_of_work_is_added_in_the_blink_of_an_eye() -> None:
    began = perf_counter()
    add_working_minutes(paris(2026, 1, 1), 6 * 60 * 250, HOURS)

    assert perf_counter() - began < 0.1
