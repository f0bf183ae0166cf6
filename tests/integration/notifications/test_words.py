"""Who is told of words and files: by audience, never the author, confidential needs to their own units only."""

import io
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from care_triage.accounts.types import Role
from care_triage.cases.models import Need, Referral
from care_triage.cases.service.answer_referral import accept_referral
from care_triage.cases.service.correspond import add_document, post_message
from care_triage.cases.service.refer import refer_by_hand
from care_triage.cases.types import ACTIVE, Audience, Draft, Origin, PlannedReferral, ReferralRole, person
from care_triage.cases.types import OWNER as BY_OWNER
from care_triage.infra import outbox
from care_triage.infra.db import session
from care_triage.intake.service.answer import send_words
from care_triage.partners.models import Unit
from tests.integration.notifications.conftest import (
    OWNER,
    Filed,
    Mailbox,
    file_case,
    filing,
    hire,
    lead_of,
)

SECRET = "Voici ce que personne d’autre ne doit lire."
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
NADIA, MARC, LEA = "nadia@exemple.fr", "marc@exemple.fr", "lea@exemple.fr"


@dataclass(frozen=True)
class Work:
    """A case that Nadia took, with Marc in her unit, and Léa in a unit in support."""

    case_id: int
    unit_id: int
    nadia: int
    other_unit_id: int
    lea: int

    def draft(self, audience: Audience, by: int | None = None, unit_id: int | None = None) -> Draft:
        """Words of a person of a unit, or of the owner."""
        actor = BY_OWNER if by is None else person(by, unit_id)
        return Draft(self.case_id, audience, SECRET, actor)


@pytest.fixture
def work(mailbox: Mailbox) -> Work:
    """Everybody at work, and an empty mailbox."""
    filed = file_case(filing("dette-urssaf"))
    lead = lead_of(filed.case_id)
    others = session().scalars(
        select(Unit.id).where(Unit.id.not_in(_units_at_work(filed)), Unit.active).order_by(Unit.id)
    )
    other_unit_id = next(iter(others))
    nadia = hire("Nadia", Role.ADVISER, lead.unit_id)
    hire("Marc", Role.ADVISER, lead.unit_id)
    lea = hire("Lea", Role.ADVISER, other_unit_id)
    accept_referral(lead.id, person(nadia, lead.unit_id))
    _add(lead.need_id, other_unit_id, nadia)
    outbox.perform_owed()
    mailbox.empty()
    return Work(filed.case_id, lead.unit_id, nadia, other_unit_id, lea)


def _units_at_work(filed: Filed) -> list[int]:
    query = select(Referral.unit_id).where(Referral.case_id == filed.case_id, Referral.status.in_(ACTIVE))
    return list(session().scalars(query))


def _add(need_id: int, unit_id: int, by: int) -> None:
    plan = PlannedReferral(unit_id, ReferralRole.SUPPORT, 480, "mon-fri 09:00-12:00", Origin.ADDED, note="Un avis.")
    refer_by_hand(need_id, plan, person(by))


def _post(draft: Draft) -> None:
    post_message(draft)
    outbox.perform_owed()


def test_the_owner_writes_to_those_at_work(mailbox: Mailbox, work: Work) -> None:
    _post(work.draft(Audience.OWNER))
    assert mailbox.subjects(NADIA) == ["un nouveau message"]
    assert mailbox.subjects(LEA) == ["un nouveau message"]
    assert not mailbox.to(MARC), "Nadia took the case: she is the one to answer"
    assert not mailbox.to(OWNER)
    assert SECRET not in mailbox.whole(NADIA)


def test_a_unit_writes_to_the_owner_alone(mailbox: Mailbox, work: Work) -> None:
    _post(work.draft(Audience.OWNER, work.nadia, work.unit_id))
    assert mailbox.recipients() == [OWNER]
    assert mailbox.subjects(OWNER) == ["vous avez un message"]
    assert SECRET not in mailbox.whole(OWNER)


def test_a_unit_writes_to_the_other_partners_of_the_case(mailbox: Mailbox, work: Work) -> None:
    _post(work.draft(Audience.PARTNERS, work.nadia, work.unit_id))
    assert mailbox.to(LEA)
    assert not mailbox.to(NADIA)
    assert not mailbox.to(MARC)
    assert not mailbox.to(OWNER)


def test_a_note_for_the_unit_stays_in_the_unit_and_spares_its_author(mailbox: Mailbox, work: Work) -> None:
    _post(work.draft(Audience.UNIT, work.nadia, work.unit_id))
    assert mailbox.recipients() == [MARC]


def test_words_and_a_file_sent_together_make_one_mail(mailbox: Mailbox, work: Work) -> None:
    send_words(work.case_id, "Voici le courrier.", "courrier.pdf", io.BytesIO(PDF))
    outbox.perform_owed()
    assert mailbox.subjects(NADIA) == ["un nouveau message"]


def test_a_file_alone_is_told_without_its_name(mailbox: Mailbox, work: Work) -> None:
    add_document(work.draft(Audience.OWNER), "mise-en-demeure.pdf", io.BytesIO(PDF))
    outbox.perform_owed()
    assert mailbox.subjects(NADIA) == ["un nouveau document"]
    assert "mise-en-demeure" not in mailbox.whole(NADIA)


def test_an_owner_nobody_works_for_is_heard_by_the_coordinators(mailbox: Mailbox) -> None:
    hire("Camille", Role.COORDINATOR)
    filed = file_case(filing("dette-urssaf", commune="75056"))
    mailbox.empty()
    _post(Draft(filed.case_id, Audience.OWNER, SECRET, BY_OWNER))
    assert mailbox.subjects("camille@exemple.fr") == ["un nouveau message"]


def test_words_about_a_confidential_need_reach_its_own_units_only(mailbox: Mailbox) -> None:
    filed = file_case(filing("dette-urssaf", "prevention-difficultes"))
    needs = session().scalars(select(Need).where(Need.case_id == filed.case_id)).all()
    secret = next(need for need in needs if need.confidential)
    inside = set(session().scalars(select(Referral.unit_id).where(Referral.need_id == secret.id)))
    outside = set(session().scalars(select(Referral.unit_id).where(Referral.case_id == filed.case_id))) - inside
    assert inside
    assert outside
    mailbox.empty()
    for need_id in (secret.id, None):
        _post(Draft(filed.case_id, Audience.OWNER, SECRET, BY_OWNER, need_id=need_id))
    told = set(mailbox.recipients())
    assert told
    assert told <= set(_emails(inside))
    assert not told & set(_emails(outside))


def _emails(unit_ids: set[int]) -> list[str]:
    return [email for email in session().scalars(select(Unit.email).where(Unit.id.in_(unit_ids))) if email]
