"""What must hold once everything that died has been started again: all done, each thing once."""

from collections import Counter
from datetime import timedelta
from itertools import count

from sqlalchemy import func, select

from care_triage.cases.models import Need, Referral
from care_triage.cases.service.open_case import open_case
from care_triage.cases.types import ACTIVE, Contact, Filing, NeedFiling, ReferralRole
from care_triage.infra import clock, mail
from care_triage.infra.db import session, transaction
from care_triage.infra.models import OutboxRow
from care_triage.notifications.models import Mail
from care_triage.triage.models import StoredDecision

_numbers = count(1)


def file_case(*subjects: str) -> int:
    """File a request from Roanne about an Urssaf debt and an unpaid customer, or about `subjects`."""
    filing = Filing(
        key=f"request-{next(_numbers)}",
        story="Je dois onze mille euros à l’Urssaf et un client ne paie pas.",
        needs=tuple(NeedFiling(subject) for subject in subjects or ("dette-urssaf", "client-impaye")),
        facts={},
        commune="42187",
        commune_label="Roanne (42)",
        department="42",
        contact=Contact("Amina Belkacem", "amina@example.org", "+33465710002"),
        consented_at=clock.now(),
    )
    return open_case(filing).case_id


def undone() -> list[tuple[str, int, str | None]]:
    """What is still owed."""
    session().rollback()
    query = select(OutboxRow.job, OutboxRow.attempts, OutboxRow.last_error).where(OutboxRow.done_at.is_(None))
    found = [(row.job, row.attempts, row.last_error) for row in session().execute(query.order_by(OutboxRow.id))]
    session().rollback()
    return found


def is_all_done() -> bool:
    """Whether nothing is owed any more, and no mail waits."""
    unsent = select(func.count()).select_from(Mail).where(Mail.sent_at.is_(None))
    waiting = session().scalar(unsent)
    session().rollback()
    return not undone() and waiting == 0


def let_time_pass() -> None:
    """Let an hour go by for whatever waits: pauses after failures, work in the hands of the dead."""
    hour = timedelta(hours=1)
    with transaction() as current:
        for row in current.scalars(select(OutboxRow).where(OutboxRow.done_at.is_(None))):
            row.available_at -= hour
        for held in current.scalars(select(Mail).where(Mail.claimed_at.is_not(None), Mail.sent_at.is_(None))):
            assert held.claimed_at is not None
            held.claimed_at -= hour


def check_case(case_id: int) -> Counter[str]:
    """One decision for each need, one active lead, every mail sent; gives the kinds of mails."""
    session().rollback()
    needs = list(
        session().scalars(select(Need).where(Need.case_id == case_id).execution_options(populate_existing=True))
    )
    assert needs
    for need in needs:
        assert need.routed
        decisions = select(func.count()).select_from(StoredDecision).where(StoredDecision.need_id == need.id)
        assert session().scalar(decisions) == 1, "one decision that applied"
        leads = select(func.count()).select_from(Referral).where(
            Referral.need_id == need.id, Referral.role == ReferralRole.LEAD, Referral.status.in_(ACTIVE)
        )  # fmt: skip
        assert session().scalar(leads) == 1, "one active lead"
    mails = list(session().scalars(select(Mail).where(Mail.case_id == case_id)))
    assert all(row.sent_at is not None for row in mails)
    session().rollback()
    return Counter(row.kind for row in mails)


def check_mailbox() -> None:
    """Every mail in the mailbox, once: none lost, none twice, none half written."""
    session().rollback()
    query = select(Mail.to_address, Mail.subject).where(Mail.sent_at.is_not(None))
    sent = Counter((row.to_address, row.subject) for row in session().execute(query))
    session().rollback()
    arrived = [message for _, message in mail.kept()]
    assert Counter((str(message["To"]), str(message["Subject"])) for message in arrived) == sent
    assert len({str(message["Message-ID"]) for message in arrived}) == len(arrived)
