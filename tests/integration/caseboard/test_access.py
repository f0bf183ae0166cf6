"""Who may see a case and act on it: the same answer for list, object, document, message and action."""

import io

import pytest

from care_triage.accounts.types import Role
from care_triage.cases.service.correspond import add_document
from care_triage.cases.types import OWNER, Audience, Draft, ReferralStatus
from tests.integration.caseboard.conftest import LEAD_UNIT, SignIn, World
from tests.support.factories import hire, unit_id

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_ACTIONS = ("accepter", "reprendre", "annuler", "refuser", "attendre", "terminer", "transferer", "ajouter")


@pytest.fixture
def document_id(world: World) -> int:
    """A document that the owner added."""
    with world.inside():
        return add_document(Draft(world.case_id, Audience.OWNER, "", OWNER), "releve.pdf", io.BytesIO(PDF))


def test_the_unit_of_a_referral_sees_its_case_in_list_and_page(world: World, sign_in: SignIn, document_id: int) -> None:
    alice = sign_in("Alice")
    assert world.reference in alice.get("/espace").text
    page = alice.get(f"/espace/dossiers/{world.case_id}")
    assert page.status_code == 200
    assert "Boulangerie du Port" in page.text
    assert alice.get(f"/espace/dossiers/{world.case_id}/documents/{document_id}").status_code == 200
    assert alice.get(f"/espace/dossiers/ouvrir?reference={world.reference.lower()}").status_code == 302


def test_for_another_unit_the_case_does_not_exist(world: World, sign_in: SignIn, document_id: int) -> None:
    bruno = sign_in("Bruno")
    for view in ("", "?vue=en-cours&qui=antenne", "?vue=en-attente&qui=antenne", "?vue=termines&qui=antenne"):
        assert world.reference not in bruno.get(f"/espace{view}").text
    case = f"/espace/dossiers/{world.case_id}"
    assert bruno.get(case).status_code == 404
    assert bruno.get(f"{case}/documents/{document_id}").status_code == 404
    assert bruno.post(f"{case}/messages", data={"audience": "owner", "body": "Bonjour"}).status_code == 404
    assert bruno.post(f"{case}/documents", data={"document-audience": "owner"}).status_code == 404
    for action in _ACTIONS:
        assert bruno.post(f"/espace/orientations/{world.referral_id}/{action}").status_code == 404, action
    answer = bruno.get(f"/espace/dossiers/ouvrir?reference={world.reference}", follow_redirects=True)
    assert "Aucun dossier ne porte la référence" in answer.text


def test_a_unit_of_the_same_case_may_not_answer_for_another(world: World, sign_in: SignIn) -> None:
    with world.inside():
        bank = unit_id("bdf-loire")
        hire("Fanny", Role.ADVISER, "bdf-loire")
    sign_in("Alice").post(
        f"/espace/orientations/{world.referral_id}/ajouter?kind=banque_de_france",
        data={"unit": bank, "reason": "Aide."},
    )
    fanny = sign_in("Fanny")
    assert fanny.get(f"/espace/dossiers/{world.case_id}").status_code == 200
    for action in _ACTIONS:
        assert fanny.post(f"/espace/orientations/{world.referral_id}/{action}").status_code == 403, action
    assert world.referral().status is ReferralStatus.SENT


def test_a_document_of_another_case_is_not_found_under_this_one(
    world: World, sign_in: SignIn, document_id: int
) -> None:
    assert sign_in("Alice").get(f"/espace/dossiers/{world.case_id + 1}/documents/{document_id}").status_code == 404


def test_the_manager_of_the_partner_reads_and_does_not_act(world: World, sign_in: SignIn) -> None:
    denis = sign_in("Denis")
    assert world.reference in denis.get("/espace").text
    page = denis.get(f"/espace/dossiers/{world.case_id}").text
    assert "Pourquoi chez vous" in page
    assert "/accepter" not in page
    assert denis.post(f"/espace/orientations/{world.referral_id}/accepter").status_code == 403
    message = {"audience": "owner", "body": "Bonjour"}
    assert denis.post(f"/espace/dossiers/{world.case_id}/messages", data=message).status_code == 403


def test_the_call_desk_has_no_inbox(world: World, sign_in: SignIn) -> None:
    elise = sign_in("Elise")
    assert elise.get("/espace").status_code == 403
    assert elise.get(f"/espace/dossiers/{world.case_id}").status_code == 403


def test_a_visitor_is_asked_to_sign_in(world: World) -> None:
    client = world.app.test_client()
    assert "/connexion" in client.get(f"/espace/dossiers/{world.case_id}").location
    assert client.post(f"/espace/orientations/{world.referral_id}/accepter").status_code == 401


def test_a_coordinator_sees_every_case_and_does_not_answer_for_units(world: World, sign_in: SignIn) -> None:
    chloe = sign_in("Chloe")
    page = chloe.get(f"/espace/dossiers/{world.case_id}").text
    assert "Boulangerie du Port" in page
    assert "Comment cette date est calculée" in page
    assert "/accepter" not in page
    assert chloe.post(f"/espace/orientations/{world.referral_id}/accepter").status_code == 403
    assert sign_in("Alice").post(f"/espace/orientations/{world.referral_id}/retirer").status_code == 403


def test_somebody_new_in_the_unit_sees_its_cases(world: World, sign_in: SignIn) -> None:
    with world.inside():
        hire("Gaston", Role.UNIT_MANAGER, LEAD_UNIT)
    gaston = sign_in("Gaston")
    assert world.reference in gaston.get("/espace").text
    assert gaston.post(f"/espace/orientations/{world.referral_id}/accepter").status_code == 303
