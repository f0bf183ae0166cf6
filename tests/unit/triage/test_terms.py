"""Legal terms of a need: counted as their law counts, ordered, pressing; and the clocks of the catalogue themselves."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.partners.types import Status
from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rules import Kind
from care_triage.territory.legal_clock import Counting, due_on
from care_triage.territory.public_holidays import is_workable_day, is_working_day
from care_triage.triage.document import LegalClockSpec, RuleSetDocument
from care_triage.triage.records import Text, read, write
from care_triage.triage.terms import pressed, terms_of

DATA = Path("care_triage/data")
TODAY = date(2026, 11, 23)


def clock(name: str = "a", **changes: object) -> LegalClockSpec:
    values = {"name": name, "fact": "told_on", "days": 15, "law": "CSS R133-3", "label": Text("Faire opposition")}
    return LegalClockSpec(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def document() -> RuleSetDocument:
    return read_contents(DATA).document


@pytest.mark.parametrize(
    ("start", "months", "days", "counting", "due"),
    [
        # 72 hours across the clock change of 25 October 2026, and of 28 March 2027.
        (date(2026, 10, 23), 0, 3, "hours", date(2026, 10, 26)),
        (date(2027, 3, 26), 0, 3, "hours", date(2027, 3, 29)),
        # 48 hours without Sundays and holidays: from a Friday, and over Christmas.
        (date(2026, 11, 20), 0, 2, "workable_hours", date(2026, 11, 23)),
        (date(2026, 12, 24), 0, 2, "workable_hours", date(2026, 12, 28)),
        # Five days worked, over a week-end and 11 November; a Good Friday is one of them here.
        (date(2026, 11, 9), 0, 5, "working_days", date(2026, 11, 17)),
        (date(2027, 3, 25), 0, 1, "working_days", date(2027, 3, 26)),
        (date(2026, 4, 4), 0, 2, "workable_days", date(2026, 4, 8)),
        # Until 31 December of the second year after; a leap day loses nothing.
        (date(2026, 11, 23), 24, 0, "year_end", date(2028, 12, 31)),
        (date(2028, 2, 29), 24, 0, "year_end", date(2030, 12, 31)),
        (date(2028, 2, 29), 12, 0, "days", date(2029, 2, 28)),
    ],
)
def test_each_law_counts_in_its_own_way(start: date, months: int, days: int, counting: Counting, due: date) -> None:
    assert due_on(start, days, months=months, counting=counting).plain_on == due


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_only_the_days_that_count_are_counted(start: date, days: int) -> None:
    for counting, counts in (("workable_days", is_workable_day), ("working_days", is_working_day)):
        due = due_on(start, days, counting=counting).plain_on  # type: ignore[arg-type]
        passed = [date.fromordinal(n) for n in range(start.toordinal() + 1, due.toordinal() + 1)]
        assert sum(map(counts, passed)) == days
        assert counts(due)


def test_the_earliest_date_comes_first() -> None:
    late, soon = clock("late", days=60), clock("soon", days=5)
    assert [term.spec.name for term in terms_of((late, soon), {"told_on": TODAY})] == ["soon", "late"]
    assert terms_of((late,), {"told_on": None}) == ()


def test_only_a_term_of_procedure_moves_to_a_working_day() -> None:
    start = date(2026, 11, 20)
    (plain,) = terms_of((clock(),), {"told_on": start})
    (moved,) = terms_of((clock(last_day="extended"),), {"told_on": start})
    (hearing,) = terms_of((clock(days=0, last_day="extended"),), {"told_on": date(2026, 12, 5)})
    assert (plain.due_on, plain.moved_on) == (date(2026, 12, 5), date(2026, 12, 5))
    assert moved.moved_on == date(2026, 12, 7)
    assert hearing.moved_on == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("days_left", "urgency"),
    [(-40, "high"), (-1, "high"), (0, "critical"), (2, "critical"), (3, "high"), (15, "high"), (16, "normal")],
)
def test_a_date_that_is_near_presses(days_left: int, urgency: str) -> None:
    day = date.fromordinal(TODAY.toordinal() + days_left)
    terms = terms_of((clock(days=0),), {"told_on": day})
    assert pressed("normal", terms, TODAY) == urgency
    assert pressed("critical", terms, TODAY) == "critical"


def test_what_binds_the_other_side_presses_nobody() -> None:
    assert pressed("normal", terms_of((clock(whose="other", days=0),), {"told_on": TODAY}), TODAY) == "normal"


def test_a_clock_stored_before_is_read_and_written_as_it_was() -> None:
    stored = {"name": "a", "fact": "told_on", "days": 15, "law": "CSS R133-3", "label": "Faire opposition"}
    assert write(read(LegalClockSpec, stored)) == stored


def test_every_clock_of_the_catalogue_is_asked_for_and_says_how_sure_it_is(document: RuleSetDocument) -> None:
    for rule in document.rules:
        spec = rule.legal_clock
        if spec is None:
            continue
        assert document.fact_by_name[spec.fact].kind is Kind.DATE, rule.id
        assert any(spec.fact == q.fact for subject in document.subjects for q in subject.questions), rule.id
        assert spec.source, rule.id
        assert spec.label.en, rule.id
        assert spec.status is Status.VERIFIED or (spec.ask and spec.ask.en), rule.id
        assert len(spec.name) <= 40
        assert len(spec.law) <= 120


def test_a_name_means_one_delay(document: RuleSetDocument) -> None:
    by_name = {rule.legal_clock.name: rule.legal_clock for rule in document.rules if rule.legal_clock}
    assert all(by_name[rule.legal_clock.name] == rule.legal_clock for rule in document.rules if rule.legal_clock)
    assert len(by_name) >= 30
