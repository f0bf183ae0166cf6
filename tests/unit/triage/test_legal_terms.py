"""Legal delays: months are months, a stored rule without them still opens, an undated one is said without a date."""

from datetime import date

import pytest

from care_triage.territory.legal_clock import due_on, next_working_day
from care_triage.triage.document import LegalClockSpec
from care_triage.triage.records import read


@pytest.mark.parametrize(
    ("start", "months", "days", "plain", "moved"),
    [
        # A month is not thirty days, a short month ends early (CPC 641).
        (date(2026, 11, 14), 1, 0, date(2026, 12, 14), date(2026, 12, 14)),
        (date(2026, 1, 31), 1, 0, date(2026, 2, 28), date(2026, 3, 2)),
        (date(2028, 1, 31), 1, 0, date(2028, 2, 29), date(2028, 2, 29)),
        (date(2026, 12, 31), 2, 0, date(2027, 2, 28), date(2027, 3, 1)),
        # Days count from the day after; a last day that is not worked moves (CPC 642).
        (date(2026, 11, 20), 0, 15, date(2026, 12, 5), date(2026, 12, 7)),
        (date(2026, 4, 16), 0, 15, date(2026, 5, 1), date(2026, 5, 4)),
        (date(2026, 11, 25), 1, 0, date(2026, 12, 25), date(2026, 12, 28)),
        (date(2026, 10, 1), 0, 45, date(2026, 11, 15), date(2026, 11, 16)),
    ],
)
def test_delays_end_where_the_law_ends_them(start: date, months: int, days: int, plain: date, moved: date) -> None:
    term = due_on(start, days, months=months)
    assert (term.plain_on, term.extended_on) == (plain, moved)
    assert next_working_day(plain) == moved


def test_a_delay_stored_before_months_existed_still_opens() -> None:
    stored = {"name": "contrainte", "fact": "legal_stage_on", "days": 15, "law": "CSS R133-3",
              "label": "Faire opposition", "label_en": "Object"}  # fmt: skip
    spec = read(LegalClockSpec, stored)
    assert (spec.days, spec.months) == (15, 0)
