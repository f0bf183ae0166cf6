"""What each step of a referral makes people read."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from care_triage.accounts.types import Role
from care_triage.cases.models import Referral
from care_triage.cases.policy import EXPIRES_AFTER
from care_triage.cases.service.answer_referral import accept_referral, decline_referral, undo_answer
from care_triage.cases.service.escalate import look_at_clock
from care_triage.cases.service.work_referral import close_referral, resume, wait, withdraw_case, withdraw_referral
from care_triage.cases.types import DeclineReason, Outcome, ReferralRole, WaitingOn, person
from care_triage.infra import clock, outbox
from care_triage.infra.db import session
from tests.integration.notifications.conftest import (
    OWNER,
    Filed,
    Mailbox,
    file_case,
    filing,
    hire,
    lead_of,
    unit_email,
)


def test_the_owner_learns_who_took_the_case(mailbox: Mailbox, urssaf_case: Filed) -> None:
    lead = lead_of(urssaf_case.case_id)
    nadia = hire("Nadia", Role.ADVISER, lead.unit_id)
    accept_referral(lead.id, person(nadia, lead.unit_id))
    outbox.perform_owed()
    assert mailbox.subjects(OWNER) == ["une personne s’occupe de votre demande"]
    assert "Nadia" in mailbox.whole(OWNER)


def test_an_acceptance_taken_back_before_its_mail_is_not_told(mailbox: Mailbox, urssaf_case: Filed) -> None:
    lead = lead_of(urssaf_case.case_id)
    nadia = person(hire("Nadia", Role.ADVISER, lead.unit_id), lead.unit_id)
    accept_referral(lead.id, nadia)
    undo_answer(lead.id, nadia)
    outbox.perform_owed()
    assert not mailbox.to(OWNER)


def test_accepting_again_later_is_told_again(mailbox: Mailbox, urssaf_case: Filed) -> None:
    lead = lead_of(urssaf_case.case_id)
    nadia = person(hire("Nadia", Role.ADVISER, lead.unit_id), lead.unit_id)
    for _ in range(2):
        accept_referral(lead.id, nadia)
        outbox.perform_owed()
        undo_answer(lead.id, nadia)
    outbox.perform_owed()
    assert len(mailbox.to(OWNER)) == 2


def test_the_owner_learns_that_an_answer_is_awaited_and_nothing_of_other_waits(
    mailbox: Mailbox, urssaf_case: Filed
) -> None:
    lead = lead_of(urssaf_case.case_id)
    nadia = person(hire("Nadia", Role.ADVISER, lead.unit_id), lead.unit_id)
    accept_referral(lead.id, nadia)
    outbox.perform_owed()
    mailbox.empty()
    wait(lead.id, WaitingOn.PARTNER, None, nadia)
    outbox.perform_owed()
    assert not mailbox.to(OWNER)
    resume(lead.id, nadia)
    wait(lead.id, WaitingOn.OWNER, clock.today() + timedelta(days=5), nadia)
    outbox.perform_owed()
    assert mailbox.subjects(OWNER) == ["votre réponse est attendue"]
    assert "Si possible avant" in mailbox.whole(OWNER)


@pytest.mark.parametrize(
    ("outcome", "said", "next_step"),
    [
        (Outcome.HELPED, "une aide vous a été apportée", "écrivez-nous si le problème revient"),
        (Outcome.NO_SOLUTION, "n’a pas trouvé de solution", "Une personne du collectif reprend votre demande"),
        (Outcome.UNREACHABLE, "n’a pas réussi à vous joindre", "Si vous souhaitez reprendre"),
    ],
)
def test_the_owner_learns_how_it_ended_and_what_comes_next(
    mailbox: Mailbox, urssaf_case: Filed, outcome: Outcome, said: str, next_step: str
) -> None:
    lead = lead_of(urssaf_case.case_id)
    nadia = person(hire("Nadia", Role.ADVISER, lead.unit_id), lead.unit_id)
    accept_referral(lead.id, nadia)
    outbox.perform_owed()
    mailbox.empty()
    close_referral(lead.id, outcome, "Une note entre partenaires.", nadia)
    outbox.perform_owed()
    assert mailbox.subjects(OWNER) == ["une étape est terminée"]
    text = mailbox.whole(OWNER)
    assert said in text
    assert next_step in text
    assert "Une note" not in text


def test_a_refusal_is_told_to_nobody_while_another_unit_can_be_asked(mailbox: Mailbox, urssaf_case: Filed) -> None:
    hire("Camille", Role.COORDINATOR)
    lead = lead_of(urssaf_case.case_id)
    decline_referral(lead.id, DeclineReason.NO_CAPACITY, "", person(hire("Nadia", Role.ADVISER, lead.unit_id)))
    outbox.perform_owed()
    assert not mailbox.to("nadia@exemple.fr")
    if not _has_lead(urssaf_case.case_id):
        assert mailbox.subjects("camille@exemple.fr") == ["une demande attend l’équipe d’orientation"]
        assert mailbox.subjects(OWNER) == ["une personne étudie votre demande"]
    else:
        assert not mailbox.to("camille@exemple.fr")
        assert mailbox.subjects(OWNER) == ["votre demande est transmise"]


def _has_lead(case_id: int) -> bool:
    query = select(Referral.id).where(
        Referral.case_id == case_id, Referral.role == ReferralRole.LEAD, Referral.ended_at.is_(None)
    )
    return session().scalar(query) is not None


def test_withdrawing_a_case_is_told_once_to_each_unit_at_work(mailbox: Mailbox, urssaf_case: Filed) -> None:
    unit = unit_email(lead_of(urssaf_case.case_id).unit_id)
    withdraw_case(urssaf_case.case_id)
    outbox.perform_owed()
    assert mailbox.subjects(unit) == ["plus rien ne vous est demandé"]
    assert mailbox.subjects(OWNER) == ["votre demande est retirée"]


def test_a_referral_taken_back_before_its_mail_is_not_announced(mailbox: Mailbox) -> None:
    filed = file_case(filing("dette-urssaf"))
    lead = lead_of(filed.case_id)
    mailbox.empty()
    camille = hire("Camille", Role.COORDINATOR)
    withdraw_referral(lead.id, "Une erreur.", person(camille))
    outbox.perform_owed()
    assert mailbox.subjects(unit_email(lead.unit_id)) == ["plus rien ne vous est demandé"]


def test_silence_is_told_to_the_unit_then_its_manager_then_the_coordinators(
    mailbox: Mailbox, urssaf_case: Filed
) -> None:
    lead = lead_of(urssaf_case.case_id)
    hire("Nadia", Role.ADVISER, lead.unit_id)
    hire("Marc", Role.UNIT_MANAGER, lead.unit_id)
    hire("Camille", Role.COORDINATOR)
    due_at = session().get_one(Referral, lead.id).due_at
    assert due_at is not None
    for days, address, subject in [
        (1, "nadia@exemple.fr", "une action est attendue de vous"),
        (20, "marc@exemple.fr", "sans réponse malgré un rappel"),
        (20, "camille@exemple.fr", "un partenaire n’a pas répondu"),
    ]:
        mailbox.empty()
        with clock.pretend(due_at + timedelta(days=days, minutes=EXPIRES_AFTER if days > 1 else 0)):
            look_at_clock(lead.id)
            outbox.perform_owed()
        assert subject in mailbox.subjects(address)
    assert "le délai est passé" in mailbox.subjects("marc@exemple.fr")


def test_without_a_manager_the_coordinators_hear_of_the_silence(mailbox: Mailbox, urssaf_case: Filed) -> None:
    lead = lead_of(urssaf_case.case_id)
    hire("Camille", Role.COORDINATOR)
    due_at = session().get_one(Referral, lead.id).due_at
    assert due_at is not None
    with clock.pretend(due_at + timedelta(days=20)):
        look_at_clock(lead.id)
        look_at_clock(lead.id)
        outbox.perform_owed()
    assert mailbox.subjects("camille@exemple.fr") == ["sans réponse malgré un rappel"]
