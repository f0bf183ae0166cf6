"""An appointment as calendars read it: one event of RFC 5545, in UTC, folded and escaped.

Times in UTC need no VTIMEZONE: every calendar shows them in its reader's own zone.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

_LINE_OCTETS = 75
# 3.3.11: a backslash, a semicolon, a comma and a line break are written with a backslash.
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class CalendarEvent:
    """What a calendar is told. `sequence` grows each time the same event is told anew; times are aware."""

    uid: str
    stamp_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str = ""
    description: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar_file(event: CalendarEvent) -> str:
    """The whole file, lines ended as the RFC wants (CRLF), none longer than 75 octets."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CARE//Rendez-vous//FR",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if event.cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{_instant(event.stamp_at)}",
        f"DTSTART:{_instant(event.starts_at)}",
        f"DTEND:{_instant(event.ends_at)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        f"SUMMARY:{_text(event.summary)}",
        *([f"LOCATION:{_text(event.location)}"] if event.location else []),
        *([f"DESCRIPTION:{_text(event.description)}"] if event.description else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _text(value: str) -> str:
    kept = "".join(c for c in value if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    return kept.translate(_ESCAPES)


def _instant(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a calendar needs an aware datetime")
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _fold(line: str) -> str:
    """3.1: a long line goes on after CRLF and one space; no character is cut in two."""
    parts, current, room = [], "", _LINE_OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(current)
            # The space that begins the next line counts among its octets.
            current, room = "", _LINE_OCTETS - 1
        current += character
        room -= size
    return "\r\n ".join([*parts, current])
