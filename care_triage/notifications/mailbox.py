"""One mail of the local mailbox, as its pages show it."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime


@dataclass(frozen=True)
class KeptMail:
    """One mail that was delivered to this machine."""

    name: str
    to: str
    subject: str
    at: datetime
    text: str
    html: str

    @property
    def paragraphs(self) -> list[list[str]]:
        """The text in paragraphs, each in lines."""
        return [block.strip().splitlines() for block in self.text.split("\n\n") if block.strip()]


def read_mail(name: str, mail: EmailMessage) -> KeptMail:
    """What a page shows of a kept mail."""
    return KeptMail(
        name=name,
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        at=parsedate_to_datetime(str(mail["Date"])),
        text=_part(mail, "plain"),
        html=_part(mail, "html"),
    )


def _part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    return str(body.get_content()) if body is not None else ""
