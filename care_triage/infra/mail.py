"""Mail transport: SMTP in production, a local mailbox folder in the embedded installation.

The local mailbox names its file after the Message-ID, so that delivering twice leaves one mail.
"""

import secrets
import smtplib
import ssl
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app

from care_triage.infra import clock

# Seconds for each answer of the mail server: all of them together stay below what a row may be in hand.
TIMEOUT = 10


def compose(to: str, subject: str, text: str, html: str, message_id: str, calendar: str | None = None) -> EmailMessage:
    """A mail in text and HTML. `message_id` (local part) stays the same whenever the same mail is sent again.

    calendar: an appointment (RFC 5545), joined as a file that any calendar opens.
    """
    mail = EmailMessage()
    mail["From"] = current_app.config["MAIL_FROM"]
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{message_id}@{_domain()}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    if calendar:
        mail.add_attachment(
            calendar.encode(), maintype="text", subtype="calendar", filename="rendez-vous.ics",
            params={"charset": "utf-8", "method": "CANCEL" if "METHOD:CANCEL" in calendar else "PUBLISH"},
        )  # fmt: skip
    return mail


def _domain() -> str:
    sender: str = current_app.config["MAIL_FROM"]
    return sender.rpartition("@")[2].rstrip("> ")


def deliver(mail: EmailMessage) -> None:
    """Hand the mail over. Raises OSError or smtplib.SMTPException when the other side refuses."""
    url = urlsplit(current_app.config["MAIL_URL"])
    if url.scheme == "mailbox":
        _keep(mail)
    else:
        _send(
            mail,
            url.scheme,
            url.hostname or "localhost",
            url.port,
            unquote(url.username or ""),
            unquote(url.password or ""),
        )


def _send(mail: EmailMessage, scheme: str, host: str, port: int | None, user: str, password: str) -> None:
    """`smtp://` upgrades with STARTTLS when offered credentials; `smtps://` is TLS from the start.

    We say our own name: asking the DNS for it may take longer than the mail.
    """
    context = ssl.create_default_context()
    if scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port or 465, _domain(), timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(host, port or 25, _domain(), timeout=TIMEOUT)
    with server:
        if user:
            if scheme == "smtp":
                server.starttls(context=context)
            server.login(user, password)
        server.send_message(mail)


def forget_kept(message_id: str) -> None:
    """Take a mail out of the local mailbox; one that never was there is fine."""
    _kept_path(f"<{message_id}@{_domain()}>").unlink(missing_ok=True)


def mailbox() -> Path:
    """The folder of the local mailbox."""
    folder: Path = current_app.config["VAR_DIR"] / "mailbox"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _keep(mail: EmailMessage) -> None:
    target = _kept_path(str(mail["Message-ID"]))
    if target.exists():
        return
    draft = target.with_suffix(f".{secrets.token_hex(4)}.part")
    draft.write_bytes(mail.as_bytes())
    draft.rename(target)


def _kept_path(message_id: str) -> Path:
    return mailbox() / f"{sha256(message_id.encode()).hexdigest()[:32]}.eml"


def kept() -> Iterator[tuple[str, EmailMessage]]:
    """Names and mails of the local mailbox, newest first."""
    files = sorted(mailbox().glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files:
        yield path.stem, read_kept(path)


def find_kept(name: str) -> EmailMessage | None:
    """One mail of the local mailbox by its name."""
    if not name.isalnum():
        return None
    path = mailbox() / f"{name}.eml"
    return read_kept(path) if path.exists() else None


def read_kept(path: Path) -> EmailMessage:
    """Parse one kept mail."""
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    if not isinstance(mail, EmailMessage):
        raise TypeError("the default policy always gives an EmailMessage")
    return mail
