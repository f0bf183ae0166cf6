"""The triage desk: what waits there and in which order, calls, referring by hand, ending."""

import pytest
from flask import Flask
from sqlalchemy import select

from care_triage.accounts.queries import find_person_by_email
from care_triage.accounts.service import grant_role
from care_triage.accounts.types import SYSTEM, Role, Viewer
from care_triage.caseboard.queries import desk
from care_triage.caseboard.queries.desk import desk_page
from care_triage.caseboard.queries.desk_calls import calls_to_make, human_referrals
from care_triage.cases.models import Message, Need, Referral
from care_triage.cases.service.answer_referral import accept_referral, decline_referral
from care_triage.cases.types import (
    Audience,
    DeclineReason,
    Origin,
    Outcome,
    ReferralRole,
    ReferralStatus,
    Status,
    person,
)
from care_triage.infra import outbox
from care_triage.infra.db import session
from tests.integration.caseboard.conftest import LEAD_UNIT, OTHER_UNIT, SignIn, World
from tests.support.board_rows import case_row, write_cases
from tests.support.factories import file_case, filing, hire, referral_of, unit_id

COORDINATOR = Viewer(1, "Chloe", frozenset({Role.COORDINATOR}))
PARIS = "75056"
TEAM = "accueil-care-rhone-loire"
REASON = "Le directeur de cette antenne connaît l’entreprise."


@pytest.fixture
def chloe(stocked_app: Flask) -> None:
    """Somebody who coordinates, and works in no unit."""
    with stocked_app.app_context():
        hire("Chloe", Role.COORDINATOR)


@pytest.fixture
def flora(stocked_app: Flask) -> None:
    """Somebody who coordinates, and works in the collective's own team."""
    with stocked_app.app_context():
        hire("Flora", Role.COORDINATOR)
        flora = find_person_by_email("flora@exemple.fr")
        assert flora is not None
        grant_role(SYSTEM, flora.id, Role.ADVISER, unit_id=unit_id(TEAM))


def _need(case_id: int) -> Need:
    session().expire_all()
    return session().scalars(select(Need).where(Need.case_id == case_id).order_by(Need.id)).first() or Need()


def _on_desk(subject: str = "dette-urssaf", **changes: object) -> tuple[int, int]:
    """A case that no rule places, for its firm is elsewhere: its id and that of its need."""
    case_id = file_case(filing(subject, commune=PARIS, **changes)).case_id  # type: ignore[arg-type]
    need = _need(case_id)
    assert need.status is Status.DESK
    return case_id, need.id


def test_what_no_rule_could_place_is_there_with_its_reason(stocked_app: Flask, chloe: None, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        _on_desk()
    page = sign_in("Chloe").get("/espace/tri").text
    assert "hors du Rhône et de la Loire" in page
    assert "Orienter à la main" in page
    assert "Bureau de tri" in page


def test_an_owner_who_was_shown_another_door_and_insisted_is_said_so(
    stocked_app: Flask, chloe: None, sign_in: SignIn
) -> None:
    with stocked_app.app_context():
        case_id, _ = _on_desk(other_door="consommateur")
    coordinator = sign_in("Chloe")
    assert "Une autre porte lui a été montrée" in coordinator.get("/espace/tri").text
    history = coordinator.get(f"/espace/dossiers/{case_id}").text
    assert "Je suis client, en désaccord avec un commerçant" in history


def test_what_everybody_declined_names_them_and_their_reasons(world: World, sign_in: SignIn) -> None:
    with world.inside():
        somebody = hire("Zoe", Role.ADVISER, OTHER_UNIT)
        while _need(world.case_id).status is not Status.DESK:
            lead = referral_of(world.case_id)
            assert lead.status is ReferralStatus.SENT
            decline_referral(lead.id, DeclineReason.NO_CAPACITY, "Service complet.", person(somebody, lead.unit_id))
            outbox.perform_owed()
    page = sign_in("Chloe").get("/espace/tri").text
    assert "Tous les partenaires compétents ont répondu" in page
    assert "Service complet." in page
    assert "pas prendre de dossier maintenant" in page


def test_distress_comes_first_then_urgency_then_age(stocked_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    status = Status.DESK
    old, new = write_cases([case_row(status=status), case_row(status=status)])
    urgent, distress = write_cases([case_row(status=status, urgent=True), case_row(status=status, distress=True)])
    monkeypatch.setattr(desk, "PAGE", 3)
    first = desk_page(COORDINATOR)
    assert [need.case_id for need in first.needs] == [distress, urgent, old]
    rest = desk_page(COORDINATOR, first.following)
    assert ([need.case_id for need in rest.needs], rest.following) == ([new], None)


def test_an_owner_in_distress_is_called_until_a_listener_has_answered(
    stocked_app: Flask, chloe: None, flora: None, sign_in: SignIn
) -> None:
    with stocked_app.app_context():
        opened = file_case(filing("dette-urssaf", distress=True))
        lead = referral_of(opened.case_id, LEAD_UNIT)
        accept_referral(lead.id, person(hire("Alice", Role.ADVISER, LEAD_UNIT), lead.unit_id))
    address = f"/espace/tri/dossiers/{opened.case_id}/appel"
    page = sign_in("Chloe").get("/espace/tri").text
    assert "À appeler maintenant" in page
    assert 'href="tel:+33477000000"' in page
    assert 'href="tel:3114"' in page
    assert address not in page
    assert sign_in("Chloe").post(address).status_code == 403
    client = sign_in("Flora")
    assert address in client.get("/espace/tri").text
    for _twice in range(2):
        answer = client.post(address)
        assert (answer.status_code, answer.location) == (303, f"/espace/dossiers/{opened.case_id}")
    assert "À appeler maintenant" not in client.get("/espace/tri").text
    with stocked_app.app_context():
        taken = referral_of(opened.case_id, TEAM)
        assert (taken.status, taken.origin, taken.role) == (ReferralStatus.ACCEPTED, Origin.HAND, ReferralRole.SUPPORT)
        assert [row.referral_id for row in human_referrals(COORDINATOR)] == [taken.id]


def test_a_contact_kept_from_the_coordinator_is_not_on_the_desk(stocked_context: Flask) -> None:
    case_id = file_case(filing("dette-urssaf", confidential=("prevention-difficultes",), distress=True)).case_id
    (call,) = calls_to_make(COORDINATOR)
    assert (call.row.case_id, call.contact, call.phone, call.email) == (case_id, None, None, None)
    assert None in {need.subject for need in call.row.needs}


@pytest.mark.parametrize("missing", ["reason", "unit", "role"])
def test_referring_by_hand_needs_a_unit_a_role_and_a_reason(
    missing: str, stocked_app: Flask, chloe: None, sign_in: SignIn
) -> None:
    with stocked_app.app_context():
        case_id, need_id = _on_desk()
        fields = {"unit": str(unit_id(OTHER_UNIT)), "role": "lead", "reason": REASON}
    fields[missing] = "  " if missing == "reason" else ""
    page = sign_in("Chloe").post(f"/espace/besoins/{need_id}/orienter?kind=cci", data=fields)
    assert page.status_code == 422
    assert 'id="error-summary"' in page.text
    with stocked_app.app_context():
        assert session().scalars(select(Referral).where(Referral.case_id == case_id)).all() == []


def test_referring_by_hand_sends_the_need_with_its_reason(stocked_app: Flask, chloe: None, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        case_id, need_id = _on_desk()
        fields = {"unit": str(unit_id(OTHER_UNIT)), "role": "lead", "reason": REASON}
    client = sign_in("Chloe")
    address = f"/espace/besoins/{need_id}/orienter?kind=cci"
    page = client.get(address).text
    assert "Ne couvre pas cette commune" in page
    answer = client.post(address, data=fields)
    assert (answer.status_code, answer.location) == (303, "/espace/tri")
    with stocked_app.app_context():
        sent = referral_of(case_id, OTHER_UNIT)
        assert (sent.origin, sent.role, sent.note) == (Origin.HAND, ReferralRole.LEAD, REASON)
        assert _need(case_id).status is Status.SENT
    assert f"/espace/besoins/{need_id}/orienter" not in client.get("/espace/tri").text


def test_a_second_lead_is_refused_beside_the_role(world: World, sign_in: SignIn) -> None:
    with world.inside():
        need_id = _need(world.case_id).id
        fields = {"unit": str(unit_id(OTHER_UNIT)), "role": "lead", "reason": REASON}
    client = sign_in("Chloe")
    refused = client.post(f"/espace/besoins/{need_id}/orienter?kind=cci", data=fields)
    assert refused.status_code == 422
    assert "Ce besoin a déjà un pilote" in refused.text
    helped = client.post(f"/espace/besoins/{need_id}/orienter?kind=cci", data={**fields, "role": "support"})
    assert helped.status_code == 303


def test_a_need_is_ended_with_an_outcome_and_a_word_to_the_owner(
    stocked_app: Flask, chloe: None, sign_in: SignIn
) -> None:
    with stocked_app.app_context():
        case_id, need_id = _on_desk()
    client = sign_in("Chloe")
    address = f"/espace/besoins/{need_id}/terminer"
    assert client.get(address).status_code == 200
    assert client.post(address, data={}).status_code == 422
    words = "La chambre de Paris vous recevra : 01 55 65 44 44."
    assert client.post(address, data={"outcome": "no_solution", "words": words}).status_code == 303
    with stocked_app.app_context():
        need = _need(case_id)
        assert (need.status, need.outcome) == (Status.CLOSED, Outcome.NO_SOLUTION)
        message = session().scalars(select(Message).where(Message.case_id == case_id)).one()
        assert (message.body, message.audience) == (words, Audience.OWNER)
    assert client.post(address, data={"outcome": "helped"}).status_code == 409


def test_only_coordinators_act_at_the_desk(world: World, sign_in: SignIn) -> None:
    with world.inside():
        need_id = _need(world.case_id).id
    for name in ("Alice", "Bruno", "Denis", "Elise"):
        client = sign_in(name)
        for path in (
            f"besoins/{need_id}/orienter",
            f"besoins/{need_id}/terminer",
            f"tri/dossiers/{world.case_id}/appel",
        ):
            assert client.post(f"/espace/{path}").status_code == 403


def test_an_empty_desk_says_what_to_do_next(world: World, sign_in: SignIn) -> None:
    page = sign_in("Chloe").get("/espace/tri?apres=²").text
    assert "Aucun besoin n’attend" in page
    assert "/espace/tableau?retard=1" in page
