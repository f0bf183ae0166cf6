"""Where a life may be in danger the machine sends nothing: a person looks first, and is told at once."""

import pytest
from sqlalchemy import select

from care_triage.accounts.types import Role
from care_triage.cases.links import OwnerKey
from care_triage.cases.models import LegalClock
from care_triage.cases.queries.case_view import get_owner_case
from care_triage.cases.types import Status
from care_triage.infra import outbox
from care_triage.infra.db import session
from care_triage.intake.service.answer import send_words
from care_triage.notifications.models import Mail
from tests.support.factories import hire
from tests.support.filing import case_of, file_and_route, filing, needs_of, referrals_of

pytestmark = pytest.mark.usefixtures("stocked_context")
WORDS = "Je n’ouvre plus le courrier de l’Urssaf. J’ai regardé la poutre de la grange, la corde est prête."


def _mails_to_coordinators() -> list[str]:
    query = select(Mail.kind).where(Mail.to_address == "chloe@exemple.fr").order_by(Mail.id)
    return list(session().scalars(query))


def test_no_need_of_such_a_story_is_sent_by_the_machine() -> None:
    hire("Chloe", Role.COORDINATOR)
    facts = {"life_in_danger": True, "owner_distress": True, "cessation_on": "2026-11-01"}
    case_id = file_and_route(filing("dette-urssaf", "cessation-paiements", facts=facts, distress=True)).case_id
    assert referrals_of(case_id, active=False) == []
    assert {(need.status, need.desk_reason) for need in needs_of(case_id)} == {(Status.DESK, "danger")}
    assert case_of(case_id).urgent
    assert "desk_distress" in _mails_to_coordinators()


def test_the_legal_dates_bind_nevertheless() -> None:
    facts = {"life_in_danger": True, "cessation_on": "2026-11-01", "activity": "commerce"}
    case_id = file_and_route(filing("cessation-paiements", facts=facts, distress=True)).case_id
    (need,) = needs_of(case_id)
    assert session().scalars(select(LegalClock.name).where(LegalClock.need_id == need.id)).all() == ["cessation"]


def test_a_story_alone_is_enough_whatever_was_ticked_and_by_which_way_it_came() -> None:
    case_id = file_and_route(filing("dette-urssaf", story=WORDS, facts={"life_in_danger": False})).case_id
    assert [need.desk_reason for need in needs_of(case_id)] == ["danger"]
    assert referrals_of(case_id, active=False) == []


def test_a_later_message_flags_the_case_and_calls_coordinators_once() -> None:
    hire("Chloe", Role.COORDINATOR)
    case_id = file_and_route(filing("dette-urssaf")).case_id
    assert not case_of(case_id).distress
    send_words(case_id, "Laissez tomber. Vous n’entendrez plus parler de moi.")
    outbox.perform_owed()
    outbox.perform_owed()
    case = case_of(case_id)
    assert (case.distress, case.urgent, case.facts["life_in_danger"]) == (True, True, True)
    assert _mails_to_coordinators().count("desk_distress") == 1
    page = get_owner_case(OwnerKey(case_id, 1))
    assert page.distress
    assert page.urgent


def test_a_message_of_distress_marks_the_case_for_those_who_listen() -> None:
    case_id = file_and_route(filing("dette-urssaf")).case_id
    send_words(case_id, "Je ne dors plus depuis des semaines.")
    assert case_of(case_id).distress
    assert "life_in_danger" not in case_of(case_id).facts


def test_an_ordinary_message_marks_nothing() -> None:
    case_id = file_and_route(filing("dette-urssaf")).case_id
    send_words(case_id, "Voici le relevé de compte de mars.")
    assert not case_of(case_id).distress
