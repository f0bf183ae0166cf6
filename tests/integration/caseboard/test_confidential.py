"""A confidential need is kept from the other partners of its case, in page, list, messages and history."""

from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select

from care_triage.accounts.types import Role
from care_triage.cases.models import Need
from care_triage.cases.service.answer_referral import accept_referral
from care_triage.cases.service.correspond import post_message
from care_triage.cases.types import Audience, Contact, Draft, ReferralRole, person
from care_triage.infra.db import session
from care_triage.intake.service.answer import send_words
from care_triage.partners.queries import get_unit
from care_triage.triage.queries.rule_sets import current_rule_set
from tests.integration.caseboard.conftest import LEAD_UNIT, SignIn
from tests.support.factories import file_case, filing, hire, referral_of

SUBJECT = "prevention-difficultes"
STORY = "Je veux négocier discrètement avec mes banques."


class Secret(NamedTuple):
    """A case with an open need at the Urssaf and a confidential one elsewhere."""

    case_id: int
    reference: str
    open_referral: int
    secret_referral: int
    secret_unit: str
    keeper: int


@pytest.fixture
def secret(stocked_app: Flask) -> Secret:
    """Alice has the open need, Hector the confidential one, which he has accepted."""
    with stocked_app.app_context():
        opened = file_case(
            filing(
                "dette-urssaf", confidential=(SUBJECT,), story=STORY, contact=Contact("Odile Vernay", "o@exemple.fr")
            )
        )
        first = referral_of(opened.case_id, LEAD_UNIT)
        kept = referral_of(opened.case_id, role=ReferralRole.LEAD)
        assert kept.need_id != first.need_id
        unit = get_unit(kept.unit_id)
        hire("Alice", Role.ADVISER, LEAD_UNIT)
        hector = hire("Hector", Role.ADVISER, unit.slug)
        hire("Chloe", Role.COORDINATOR)
        actor = person(hector, kept.unit_id)
        accept_referral(kept.id, actor)
        post_message(Draft(opened.case_id, Audience.PARTNERS, "Mandat ad hoc envisagé.", actor, kept.need_id, kept.id))
        return Secret(opened.case_id, opened.reference, first.id, kept.id, unit.name, hector)


def _label(app: Flask) -> str:
    with app.app_context():
        return current_rule_set().document.subject_by_slug[SUBJECT].label("fr")


def test_another_partner_learns_nothing_of_it(stocked_app: Flask, secret: Secret, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    page = alice.get(f"/espace/dossiers/{secret.case_id}")
    assert page.status_code == 200
    for kept in (
        _label(stocked_app),
        secret.secret_unit,
        "Mandat ad hoc",
        "Hector",
        STORY,
    ):
        assert kept not in page.text, kept
    assert "besoin confidentiel" not in page.text
    assert "Récit non partagé" in page.text


def test_its_events_do_not_mark_the_case_as_news(secret: Secret, sign_in: SignIn, stocked_app: Flask) -> None:
    alice = sign_in("Alice")
    alice.get(f"/espace/dossiers/{secret.case_id}")
    with stocked_app.app_context():
        actor = person(secret.keeper, None)
        post_message(Draft(secret.case_id, Audience.PARTNERS, "Encore.", actor, referral_need(secret), None))
    inbox = alice.get("/espace").text
    assert secret.reference in inbox
    assert "Nouveau" not in inbox


def referral_need(secret: Secret) -> int:
    """The confidential need."""
    return referral_of(secret.case_id, role=ReferralRole.LEAD).need_id


def test_its_referral_does_not_exist_for_another_partner(secret: Secret, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    assert alice.post(f"/espace/orientations/{secret.secret_referral}/accepter").status_code in (403, 404)
    for view in ("", "?vue=en-cours&qui=antenne"):
        assert f"#{secret.secret_referral}" not in alice.get(f"/espace{view}").text


def test_its_own_partner_sees_it_all(stocked_app: Flask, secret: Secret, sign_in: SignIn) -> None:
    page = sign_in("Hector").get(f"/espace/dossiers/{secret.case_id}").text
    for shown in (_label(stocked_app), "Mandat ad hoc envisagé.", STORY, "Odile Vernay", "Confidentiel"):
        assert shown in page, shown


def test_a_coordinator_knows_that_it_exists_and_no_more(stocked_app: Flask, secret: Secret, sign_in: SignIn) -> None:
    chloe = sign_in("Chloe")
    page = chloe.get(f"/espace/dossiers/{secret.case_id}").text
    assert "Un besoin confidentiel" in page
    for kept in (_label(stocked_app), secret.secret_unit, "Mandat ad hoc", STORY, "Odile Vernay"):
        assert kept not in page, kept
    assert chloe.get(f"/espace/orientations/{secret.secret_referral}/retirer").status_code == 404


def test_the_other_partner_writes_to_the_owner_and_reads_their_own_words(secret: Secret, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    sent = {"audience": "owner", "body": "Je vous appelle demain.", "about": secret.open_referral, "seen_event": 10**9}
    assert alice.post(f"/espace/dossiers/{secret.case_id}/messages", data=sent).status_code == 303
    assert "Je vous appelle demain." in alice.get(f"/espace/dossiers/{secret.case_id}").text


def test_the_partner_of_the_other_need_can_still_reach_the_owner_and_read_their_answer(
    stocked_app: Flask, secret: Secret, sign_in: SignIn
) -> None:
    with stocked_app.app_context():
        needs = {
            need.subject: need.id for need in session().scalars(select(Need).where(Need.case_id == secret.case_id))
        }
        send_words(secret.case_id, "Voici mon échéancier.", need_id=needs["dette-urssaf"])
        send_words(secret.case_id, "Le mandat me convient.", need_id=needs[SUBJECT])
    alice = sign_in("Alice").get(f"/espace/dossiers/{secret.case_id}").get_data(as_text=True)
    assert "Odile Vernay" in alice
    assert "Voici mon échéancier." in alice
    assert "Le mandat me convient." not in alice
    assert STORY not in alice
    hector = sign_in("Hector").get(f"/espace/dossiers/{secret.case_id}").get_data(as_text=True)
    assert "Le mandat me convient." in hector
