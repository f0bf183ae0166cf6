"""Writes a mail: one content, as text and as HTML, in the language of the person who will read it."""

from flask import current_app

from care_triage.cases.calendar import calendar_file
from care_triage.cases.calendar_event import calendar_event
from care_triage.notifications.types import Letter, WrittenMail
from care_triage.notifications.wording import WORDINGS
from care_triage.notifications.wording.content import Content
from care_triage.web.i18n import in_language, language


def write(letter: Letter) -> WrittenMail:
    """The mail of a letter."""
    with in_language(letter.to.locale):
        content = WORDINGS[letter.kind](letter)
        return WrittenMail(
            key=letter.key,
            kind=letter.kind,
            case_id=letter.case_id,
            to_address=letter.to.email,
            subject=content.subject,
            text=_render("notifications/mail.txt", content, letter.url),
            html=_render("notifications/mail.html", content, letter.url),
            calendar=_calendar(letter),
        )


def _calendar(letter: Letter) -> str | None:
    """The appointment as its reader's calendar takes it; none before a time is agreed."""
    meeting = letter.meeting
    return calendar_file(calendar_event(meeting)) if meeting is not None and meeting.starts_at else None


def _render(template: str, content: Content, url: str) -> str:
    # Not `render_template`: its context processors look for a request and a signed-in person.
    return current_app.jinja_env.get_template(template).render(
        content=content,
        url=url if content.link_text else "",
        lang=language(),
        phone=current_app.config["COLLECTIVE_PHONE"],
    )
