"""What calendars are told of an appointment: the page, the mail and the adviser's download say the same."""

from flask import current_app

from care_triage.cases.calendar import CalendarEvent
from care_triage.cases.companion_types import AppointmentRow, AppointmentStatus
from care_triage.cases.labels import place_of
from care_triage.web.i18n import _


def calendar_event(row: AppointmentRow) -> CalendarEvent:
    """The event of an appointment, in the present language. A confidential need names neither unit nor place:
    calendars are shared. Raises ValueError before a time is agreed.
    """
    if row.starts_at is None or row.ends_at is None:
        raise ValueError("no time is agreed yet")
    host = str(current_app.config["PUBLIC_URL"]).partition("://")[2].partition("/")[0]
    title = _("Rendez-vous CARE, dossier %(reference)s", reference=row.reference)
    return CalendarEvent(
        uid=f"appointment-{row.id}@{host}", stamp_at=row.status_at, starts_at=row.starts_at, ends_at=row.ends_at,
        summary=title if row.confidential else f"{title} – {row.unit}",
        location="" if row.confidential else place_of(row.way, row.place),
        sequence=row.sequence, cancelled=row.status is AppointmentStatus.CANCELLED,
    )  # fmt: skip
