"""How a due time is told: slots that counted, days that did not, pauses."""

from datetime import UTC, datetime, timedelta

import pytest

from care_triage.caseboard.due_time import how_due, working_text
from care_triage.caseboard.queries.due_times import StoredClock
from care_triage.cases.types import Segment
from care_triage.territory.business_hours import DEFAULT_HOURS, parse_hours
from care_triage.territory.working_time import add_working_minutes

pytestmark = pytest.mark.usefixtures("reader")

# 16 h in Paris, on the Wednesday before Christmas.
WEDNESDAY = datetime(2026, 12, 23, 15, 0, tzinfo=UTC)


def test_working_time_is_said_in_hours_and_minutes() -> None:
    assert [working_text(minutes) for minutes in (45, 60, 150, 2100)] == [
        "45\u00a0min",
        "1\u00a0h",
        "2\u00a0h\u00a030",
        "35\u00a0h",
    ]


def test_slots_holidays_and_closed_days_are_told_in_order() -> None:
    stored = StoredClock("first_answer", 8 * 60, None, (Segment(WEDNESDAY, None),))
    due_at = add_working_minutes(WEDNESDAY, 8 * 60, parse_hours(DEFAULT_HOURS))
    how = how_due(stored, DEFAULT_HOURS, due_at)
    told = [(line.when, line.counted) for line in how.lines]
    assert "Première réponse" in how.promise
    assert told[0][1] == "1\u00a0h"
    assert ["férié" in counted for _, counted in told].count(True) == 1
    assert [counted for _, counted in told if counted == "fermé"] == ["fermé", "fermé"]
    assert told[-1][0].startswith("lundi 28 décembre")


def test_a_pause_is_told_and_what_was_used_before_is_taken_off() -> None:
    paused = WEDNESDAY + timedelta(minutes=30)
    resumed = WEDNESDAY + timedelta(days=5)
    segments = (Segment(WEDNESDAY, paused), Segment(paused, resumed, running=False), Segment(resumed, None))
    how = how_due(StoredClock("next_action", 90, None, segments), DEFAULT_HOURS, None)
    assert "Prochaine étape" in how.promise
    assert [line.counted for line in how.lines] == [
        "30\u00a0min",
        "en pause\u00a0: on attendait le dirigeant",
        "1\u00a0h",
    ]


def test_a_pause_that_lasts_has_only_a_beginning() -> None:
    segments = (Segment(WEDNESDAY, WEDNESDAY), Segment(WEDNESDAY, None, running=False))
    how = how_due(StoredClock("next_action", 90, None, segments), DEFAULT_HOURS, None)
    assert how.lines[-1].when.startswith("depuis")
