"""The file of an appointment is what RFC 5545 says: ended with CRLF, folded at 75 octets, escaped, in UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from care_triage.cases.calendar import CalendarEvent, calendar_file

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def event(**changes: object) -> CalendarEvent:
    values = {"uid": "appointment-7@care.example", "stamp_at": START - timedelta(days=2), "starts_at": START,
              "ends_at": START + timedelta(minutes=30), "summary": "Rendez-vous"}  # fmt: skip
    return CalendarEvent(**{**values, **changes})  # type: ignore[arg-type]


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_an_event_has_what_every_calendar_asks_for() -> None:
    lines = unfolded(calendar_file(event()))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for line in ("VERSION:2.0", "METHOD:PUBLISH", "UID:appointment-7@care.example", "DTSTAMP:20261129T090000Z",
                 "DTSTART:20261201T090000Z", "DTEND:20261201T093000Z", "SEQUENCE:0", "STATUS:CONFIRMED"):  # fmt: skip
        assert line in lines


def test_calling_off_speaks_of_the_same_event() -> None:
    lines = unfolded(calendar_file(event(cancelled=True, sequence=1)))
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1", "UID:appointment-7@care.example"} <= set(lines)


def test_times_of_paris_are_written_in_utc() -> None:
    paris = timezone(timedelta(hours=2))
    lines = unfolded(calendar_file(event(starts_at=datetime(2026, 7, 1, 9, 0, tzinfo=paris))))
    assert "DTSTART:20260701T070000Z" in lines


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        calendar_file(event(starts_at=datetime(2026, 7, 1, 9, 0)))  # noqa: DTZ001 - what is refused


def test_signs_of_the_format_are_escaped() -> None:
    lines = unfolded(calendar_file(event(location="12, rue des Tanneurs; 2e\\3e\nSonner")))
    assert "LOCATION:12\\, rue des Tanneurs\\; 2e\\\\3e\\nSonner" in lines


def test_nobody_slips_a_line_in() -> None:
    text = calendar_file(event(summary="x\r\nATTENDEE:mailto:a@b.fr\x00"))
    assert not any(line.startswith("ATTENDEE") for line in unfolded(text))


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=200), st.booleans())
def test_a_library_of_calendars_reads_what_we_wrote(words: str, cancelled: bool) -> None:
    """Read by people who did not write it: every field comes back, and nothing is mended on the way."""
    told = event(summary=words, location=words, description=words, cancelled=cancelled, sequence=3)
    read = Calendar.from_ical(calendar_file(told))
    (found,) = read.events
    assert (found.errors, read["METHOD"]) == ([], "CANCEL" if cancelled else "PUBLISH")
    assert {str(found[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")} == {words}
    assert (found.start, found.end, found["SEQUENCE"]) == (told.starts_at, told.ends_at, 3)
    assert str(found["UID"]) == told.uid


@given(st.text(max_size=300))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(words: str) -> None:
    text = calendar_file(event(description=words))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    text.encode().decode()
    kept = "".join(c for c in words if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    told = next((line for line in unfolded(text) if line.startswith("DESCRIPTION:")), "DESCRIPTION:")
    read = told.removeprefix("DESCRIPTION:")
    for written, meant in (("\\\\", "\x00"), ("\\;", ";"), ("\\,", ","), ("\\n", "\n"), ("\x00", "\\")):
        read = read.replace(written, meant)
    assert read == kept or not words
