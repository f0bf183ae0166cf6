"""A case to tell people about, people to tell, and the mails that reached them."""

from dataclasses import dataclass
from email.message import EmailMessage
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import select

from care_triage.accounts import service as accounts
from care_triage.accounts.types import SYSTEM, Role
from care_triage.cases.models import Referral
from care_triage.cases.service.open_case import open_case
from care_triage.cases.types import Contact, Filing, NeedFiling, ReferralRole
from care_triage.infra import clock, mail, outbox
from care_triage.infra.db import session
from care_triage.partners.models import Unit

PASSWORD = "cheval pile agrafe correct"
OWNER = "dirigeante@exemple.fr"
STORY = "Je dois onze mille euros à l’Urssaf et je ne dors plus."
_numbers = count(1)


@dataclass(frozen=True)
class Filed:
    """A case, and where its first lead went."""

    case_id: int
    reference: str


@dataclass(frozen=True)
class Sent:
    """One active referral."""

    id: int
    need_id: int
    unit_id: int


def filing(
    *subjects: str, email: str | None = OWNER, locale: str = "fr", distress: bool = False, commune: str = "42187"
) -> Filing:
    """A request from Roanne."""
    return Filing(
        key=f"request-{next(_numbers)}",
        story=STORY,
        needs=tuple(NeedFiling(subject, subject == "prevention-difficultes") for subject in subjects),
        facts={},
        commune=commune,
        commune_label="Roanne (42)",
        department=commune[:2],
        contact=Contact("Amina Belkacem", email, "+33601020304"),
        consented_at=clock.now(),
        company_name="Menuiserie du Coteau",
        locale=locale,
        distress=distress,
    )


def file_case(request: Filing) -> Filed:
    """File a request and do everything that is owed."""
    opened = open_case(request)
    outbox.perform_owed()
    return Filed(opened.case_id, opened.reference)


def lead_of(case_id: int) -> Sent:
    """The active lead of the first need of a case."""
    query = select(Referral).where(
        Referral.case_id == case_id, Referral.role == ReferralRole.LEAD, Referral.ended_at.is_(None)
    )
    row = session().scalars(query.order_by(Referral.id)).first()
    assert row is not None, "nobody leads this case"
    return Sent(row.id, row.need_id, row.unit_id)


def unit_email(unit_id: int) -> str:
    """The address of a unit."""
    return session().get_one(Unit, unit_id).email or ""


def hire(name: str, role: Role, unit_id: int | None = None, locale: str = "fr") -> int:
    """Register somebody with an account and a role; gives their id."""
    person = accounts.register_person(name, f"{name.lower()}@exemple.fr", PASSWORD, locale)
    accounts.grant_role(SYSTEM, person.id, role, unit_id=unit_id)
    return person.id


class Mailbox:
    """What reached the mailbox."""

    def to(self, address: str) -> list[EmailMessage]:
        """Mails to an address, in no order."""
        return [message for _, message in mail.kept() if message["To"] == address]

    def subjects(self, address: str) -> list[str]:
        """Their subjects, without the reference, sorted."""
        return sorted(str(message["Subject"]).rpartition("\u00a0: ")[2] for message in self.to(address))

    def recipients(self) -> list[str]:
        """Who received something, once for each mail."""
        return sorted(str(message["To"]) for _, message in mail.kept())

    def empty(self) -> None:
        """Forget what came so far."""
        for path in mail.mailbox().glob("*.eml"):
            path.unlink()

    def whole(self, address: str) -> str:
        """Everything that was written to an address: subjects, texts and HTML."""
        return "\n".join(
            f"{message['Subject']}\n{part(message, 'plain')}\n{part(message, 'html')}" for message in self.to(address)
        )


def part(message: EmailMessage, kind: str) -> str:
    """The text or the HTML of a mail."""
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def mailbox(stocked_context: Flask) -> Mailbox:
    """The mailbox of an installation with territory and catalogue, its context pushed."""
    return Mailbox()


@pytest.fixture
def urssaf_case(mailbox: Mailbox) -> Filed:
    """A debt to Urssaf in Roanne, routed; its mails are forgotten."""
    filed = file_case(filing("dette-urssaf"))
    mailbox.empty()
    return filed
