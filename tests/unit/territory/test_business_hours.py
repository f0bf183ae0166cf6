"""Opening hours as one line of text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.territory.business_hours import DEFAULT_HOURS, BusinessHours, Slot, parse_hours
from care_triage.territory.errors import InvalidHours


@st.composite
def weeks(draw: st.DrawFn) -> tuple[tuple[Slot, ...], ...]:
    """Seven days of up to three slots, at least one in the week."""
    days = []
    for _ in range(7):
        bounds = sorted(draw(st.sets(st.integers(0, 1440), min_size=0, max_size=6)))
        pairs = zip(bounds[::2], bounds[1::2], strict=False)
        days.append(tuple(Slot(start, end) for start, end in pairs))
    if not any(days):
        days[draw(st.integers(0, 6))] = (Slot(540, 720),)
    return tuple(days)


def test_the_default_hours_are_five_days_of_two_slots() -> None:
    hours = parse_hours(DEFAULT_HOURS)

    assert hours.week[0] == (Slot(540, 720), Slot(840, 1020))
    assert hours.week[:5] == (hours.week[0],) * 5
    assert hours.week[5:] == ((), ())
    assert str(hours) == DEFAULT_HOURS


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("mon-fri 09:00-12:00,14:00-17:00; sat 09:00-12:00", "mon-fri 09:00-12:00,14:00-17:00; sat 09:00-12:00"),
        ("lun-ven 9h00-12h00", "mon-fri 09:00-12:00"),
        ("MON,WED 14:00-17:00 , 09:00-12:00", "mon 09:00-12:00,14:00-17:00; wed 09:00-12:00,14:00-17:00"),
        ("mon-sun 00:00-24:00", "mon-sun 00:00-24:00"),
        ("mon 9:00-12:00;", "mon 09:00-12:00"),
    ],
)
def test_hours_are_read_and_written_in_one_form(text: str, written: str) -> None:
    assert str(parse_hours(text)) == written


@pytest.mark.parametrize(
    "text",
    [
        "", ";", "mon", "mon 09:00", "mon 12:00-09:00", "mon 09:00-09:00", "mon 09:00-25:00", "mon 09:60-10:00",
        "fri-mon 09:00-12:00", "mon 09:00-12:00,11:00-13:00", "mon 09:00-12:00; mon 14:00-17:00", "day 09:00-12:00",
        "mon 09:00-12:00 open", "😀",
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidHours, match="lun-ven 09:00-12:00"):
        parse_hours(text)


@given(weeks())
def test_any_week_survives_being_written_and_read(week: tuple[tuple[Slot, ...], ...]) -> None:
    hours = BusinessHours(week)

    assert parse_hours(str(hours)) == hours


def test_absences_add_up() -> None:
    first, second = date(2026, 12, 24), date(2026, 12, 31)
    hours = parse_hours(DEFAULT_HOURS, [first]).with_closed([second])

    assert hours.closed_on == {first, second}
