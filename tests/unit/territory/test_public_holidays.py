"""French public holidays against the dates that were published, and the Easter of centuries."""

from datetime import date, timedelta

import pytest

from care_triage.territory.public_holidays import easter_sunday, holiday_name, public_holidays


@pytest.mark.parametrize(
    ("year", "easter_monday", "ascension", "whit_monday"),
    [
        (2024, "04-01", "05-09", "05-20"),
        (2025, "04-21", "05-29", "06-09"),
        (2026, "04-06", "05-14", "05-25"),
        (2027, "03-29", "05-06", "05-17"),
        (2028, "04-17", "05-25", "06-05"),
        (2029, "04-02", "05-10", "05-21"),
        (2030, "04-22", "05-30", "06-10"),
    ],
)
def test_a_year_has_its_eleven_days(year: int, easter_monday: str, ascension: str, whit_monday: str) -> None:
    """As service-public.fr lists them."""
    fixed = {"01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"}
    days = {day.strftime("%m-%d") for day in public_holidays(year)}
    assert days == fixed | {easter_monday, ascension, whit_monday}
    assert all(day.year == year for day in public_holidays(year))


@pytest.mark.parametrize("easter", ["1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
                                    "2038-04-25", "2049-04-18", "2076-04-19", "2100-03-28", "2285-03-22"])  # fmt: skip
def test_easter_at_its_earliest_its_latest_and_where_the_rule_makes_exceptions(easter: str) -> None:
    """1954, 1981, 2049 and 2076 are moved a week back; 1818 and 2285 are as early, 1943 and 2038 as late, as can be."""
    assert easter_sunday(date.fromisoformat(easter).year).isoformat() == easter


def test_easter_is_always_a_sunday_of_its_five_weeks() -> None:
    """Whatever the year."""
    for year in range(1583, 3000):
        sunday = easter_sunday(year)
        assert sunday.weekday() == 6
        assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


def test_two_holidays_of_one_day_are_one() -> None:
    """In 2008 Ascension was the first of May."""
    assert len(public_holidays(2008)) == 10
    assert holiday_name(date(2008, 5, 1)) == "Fête du Travail"
    assert holiday_name(date(2008, 5, 1) + timedelta(1)) is None
