"""What notifications owe to themselves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MailOwed:
    """A mail is written and waits to be sent."""

    mail_id: int


@dataclass(frozen=True)
class ClaimsDue:
    """Time has passed: look for mails whose sender died."""
