"""Numbers and days as people type them in a box."""

from datetime import date
from decimal import Decimal

import pytest

from care_triage.intake.typed import day_in, number_in

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12), ("12 k€", 12_000), ("12k", 12_000), ("environ 10000", 10_000), ("10.000", 10_000), ("10 000,50 €", Decimal("10000.50")),
        ("€ 500", 500), ("deux", 2), ("douze mille", 12_000), ("une dizaine", 10), ("Une trentaine de salariés", 30), ("1 salarié", 1),
        ("un", 1), ("une seule personne", 1), ("0", 0), ("12\u202f500", 12_500),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(typed: str, number: Decimal | int) -> None:
    assert number_in(typed) == number


@pytest.mark.parametrize("typed", ["", "beaucoup", "un peu", "entre 10 et 15", "-5", "−5", "🙂", "deux ou trois"])
def test_what_is_no_single_number_is_asked_again(typed: str) -> None:
    assert number_in(typed) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24/11/2026", date(2026, 11, 24)), ("24 11 2026", date(2026, 11, 24)), ("24-11-2026", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)), ("2026-11-24", date(2026, 11, 24)), ("le 3 mars", date(2026, 3, 3)),
        ("1er novembre", date(2026, 11, 1)), ("3 novembre 2025", date(2025, 11, 3)), ("hier", date(2026, 11, 22)),
        ("03/11", date(2026, 11, 3)), ("24 11 26", date(2026, 11, 24)), ("3 March 2026", date(2026, 3, 3)),
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(typed: str, day: date) -> None:
    assert day_in(typed, ON) == day


def test_without_a_year_the_nearest_day_is_meant_on_the_side_that_makes_sense() -> None:
    assert day_in("le 3 décembre", ON) == date(2025, 12, 3)
    assert day_in("le 3 décembre", ON, is_to_come=True) == date(2026, 12, 3)


@pytest.mark.parametrize("typed", ["", "bientôt", "32/13/2026", "31 02 2026", "le 3 mars ou le 4 avril"])
def test_what_is_no_single_day_is_asked_again(typed: str) -> None:
    assert day_in(typed, ON) is None
