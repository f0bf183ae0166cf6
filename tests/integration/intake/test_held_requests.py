"""Suspicious requests wait for a person and are never dropped; a request written for an owner waits for their word."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from care_triage.accounts.types import Role
from care_triage.cases.links import OwnerKey, Scope, owner_token
from care_triage.cases.models import Case, CaseOrigin, ClockSegment, Hold, Mandate
from care_triage.cases.types import HoldKind, HoldState, MandateState, Status
from care_triage.infra import outbox
from care_triage.infra.db import session
from care_triage.intake.service.answer import take_up_again
from care_triage.intake.service.sites import register_site
from tests.support.factories import PASSWORD, hire
from tests.support.filing import needs_of, referrals_of
from tests.support.owner import STORY, Owner, words

HELPER = {"helper_name": "Paul Comptable", "role": "accountant", "organisation": "Cabinet Astre",
          "helper_email": "paul@cabinet.exemple.fr", "helper_phone": ""}  # fmt: skip
INSIDE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def desk(stocked_app: Flask) -> FlaskClient:
    """Chloe, who keeps the triage desk."""
    with stocked_app.app_context():
        hire("Chloe", Role.COORDINATOR)
    client = stocked_app.test_client()
    assert client.post("/connexion", data={"email": "chloe@exemple.fr", "password": PASSWORD}).status_code == 303
    return client


def only_case() -> Case:
    session().expire_all()
    return session().scalars(select(Case)).one()


def trapped(client: FlaskClient, story: str = STORY) -> str:
    """A request whose hidden field was filled in; gives the address of its private page."""
    answer = client.post("/demande", data={"story": story, "web_site": "https://spam.example"})
    owner = Owner(client)
    owner.place, owner.token = answer.location, answer.location.split("/")[2]
    return owner.choose("dette-urssaf").answer().locate().introduce().send()


def test_a_held_request_has_a_reference_and_is_routed_when_a_person_says_so(
    stocked_app: Flask, stocked_client: FlaskClient, desk: FlaskClient
) -> None:
    there = trapped(stocked_client)
    with stocked_app.app_context():
        outbox.perform_owed()
        case = only_case()
        assert (case.status, referrals_of(case.id)) == (Status.PENDING, [])
        # As if it had waited over a weekend.
        case.filed_at -= timedelta(hours=3)
        session().commit()
        case_id, reference, filed_at = case.id, case.reference, case.filed_at
    page = words(stocked_client.get(there))
    assert reference in page
    assert "Une personne vérifie votre demande" in page
    listed = words(desk.get("/espace/tri"))
    assert reference in listed
    assert "Un champ que personne ne voit a été rempli" in listed
    assert desk.post(f"/espace/tri/dossiers/{case_id}/vraie-demande").status_code == 303
    with stocked_app.app_context():
        outbox.perform_owed()
        (lead, *_rest) = referrals_of(case_id)
        assert only_case().status is Status.SENT
        assert min(session().scalars(select(ClockSegment.started_at))) == filed_at
        assert lead.due_at is not None
    assert "Une personne vérifie" not in words(stocked_client.get(there))


def test_an_unwanted_request_is_closed_without_a_mail_and_can_be_taken_back(
    stocked_app: Flask, stocked_client: FlaskClient, desk: FlaskClient
) -> None:
    trapped(stocked_client)
    with stocked_app.app_context():
        outbox.perform_owed()
        case_id = only_case().id
    assert desk.post(f"/espace/tri/dossiers/{case_id}/indesirable").status_code == 303
    assert desk.post(f"/espace/tri/dossiers/{case_id}/vraie-demande").status_code == 409
    with stocked_app.app_context():
        assert only_case().status is Status.CLOSED
    assert desk.post(f"/espace/tri/dossiers/{case_id}/retenir").status_code == 303
    with stocked_app.app_context():
        assert only_case().status is Status.PENDING
    assert desk.post(f"/espace/tri/dossiers/{case_id}/vraie-demande").status_code == 303
    with stocked_app.app_context():
        outbox.perform_owed()
        assert only_case().status is Status.SENT


def test_words_of_danger_are_never_held(stocked_app: Flask, stocked_client: FlaskClient) -> None:
    trapped(stocked_client, "Je n’en peux plus, je veux en finir avec la vie. https://a.example https://b.example")
    with stocked_app.app_context():
        assert session().scalar(select(Hold.id)) is None


def write_for(client: FlaskClient, *, signed: bool, story: str = STORY, **contact: str) -> str:
    owner = Owner(client)
    owner.tell(story).choose("dette-urssaf").answer().locate().introduce(for_whom="others", **contact)
    assert owner.place.endswith("/mandat")
    day = {"signed_on-day": "3", "signed_on-month": "3", "signed_on-year": "2025"} if signed else {}
    owner.post("mandat", {**HELPER, "mandate": "yes" if signed else "no", **day})
    return owner.send()


def test_nothing_is_shared_before_the_owner_agrees_and_only_the_owner_can(
    stocked_app: Flask, stocked_client: FlaskClient
) -> None:
    there = write_for(stocked_client, signed=False)
    with stocked_app.app_context():
        outbox.perform_owed()
        case = only_case()
        assert referrals_of(case.id) == []
        key = OwnerKey(case.id, 1)
        asked, own_page = owner_token(key, Scope.MANDATE), owner_token(key)
    assert "On attend l’accord du dirigeant" in words(stocked_client.get(there))
    # The helper's own link neither confirms nor ends.
    assert stocked_client.get(f"/mandat/{there.rpartition('/')[2]}").status_code == 404
    assert "Paul Comptable (Cabinet Astre)" in words(stocked_client.get(f"/mandat/{asked}"))
    assert stocked_client.post(f"/mandat/{asked}", data={"confirm": "1"}).status_code == 303
    with stocked_app.app_context():
        outbox.perform_owed()
        assert referrals_of(only_case().id)
    stocked_client.post(f"{there}/mandat", data={})
    with stocked_app.app_context():
        assert session().scalars(select(Mandate.state)).one() is MandateState.CONFIRMED
    assert stocked_client.post(f"/suivi/{own_page}/mandat", data={}).status_code == 303
    assert stocked_client.get(there).status_code == 403
    assert stocked_client.get(f"/suivi/{own_page}").status_code == 200


def test_distress_alone_shares_nothing_before_the_owner_agrees(
    stocked_app: Flask, stocked_client: FlaskClient, desk: FlaskClient
) -> None:
    there = write_for(stocked_client, signed=False, story=f"{STORY} Il n’en dort plus, il est épuisé et dépassé.")
    with stocked_app.app_context():
        outbox.perform_owed()
        case = only_case()
        assert case.distress
        assert referrals_of(case.id) == []
    assert "On attend l’accord du dirigeant" in words(stocked_client.get(there))
    # Nobody waits in silence: a person calls.
    assert "Le dirigeant n’a pas encore répondu" in words(desk.get("/espace/tri"))


def test_a_signed_mandate_is_kept_and_routed_at_once(stocked_app: Flask, stocked_client: FlaskClient) -> None:
    write_for(stocked_client, signed=True)
    with stocked_app.app_context():
        outbox.perform_owed()
        assert referrals_of(only_case().id)
        mandate = session().scalars(select(Mandate)).one()
        assert (mandate.state, str(mandate.signed_on)) == (MandateState.GIVEN, "2025-03-03")


def test_an_owner_without_a_mail_is_called(stocked_app: Flask, stocked_client: FlaskClient, desk: FlaskClient) -> None:
    write_for(stocked_client, signed=False, email="", phone="04 77 00 00 01")
    with stocked_app.app_context():
        outbox.perform_owed()
        case_id = only_case().id
    assert "Le dirigeant n’a pas encore répondu" in words(desk.get("/espace/tri"))
    assert desk.post(f"/espace/tri/dossiers/{case_id}/sans-mandat").status_code == 303
    with stocked_app.app_context():
        outbox.perform_owed()
        assert referrals_of(case_id)
        hold = session().scalars(select(Hold)).one()
        assert (hold.kind, hold.state) == (HoldKind.MANDATE, HoldState.RELEASED)


@pytest.fixture
def frame(stocked_app: Flask) -> str:
    """The address of the frame of a registered site."""
    with stocked_app.app_context():
        return f"/embarquer/{register_site('CCI de Lyon', ['https://www.exemple.fr'], hire('Ada', Role.ADMINISTRATOR))}"


def test_nothing_but_the_front_door_is_framed_and_only_there(stocked_client: FlaskClient, frame: str) -> None:
    for path in ("/", f"{frame}x/", f"{frame}/connexion", f"{frame}/espace/tri", f"{frame}/suivi/x"):
        closed = stocked_client.get(path).headers
        assert "X-Frame-Options" in closed or path.startswith(f"{frame}/"), path
        assert "frame-ancestors *" not in closed["Content-Security-Policy"]


def test_the_door_in_a_frame_keeps_its_origin_policy_and_where_it_came_from(
    stocked_app: Flask, stocked_client: FlaskClient, frame: str
) -> None:
    stocked_app.config["WTF_CSRF_ENABLED"] = True
    first = stocked_client.get(f"{frame}/?campagne=accueil", headers={"Referer": "https://www.exemple.fr/aide?nom=x"})
    assert "frame-ancestors https://www.exemple.fr" in first.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in first.headers
    assert "Set-Cookie" not in first.headers
    fields = _hidden(first.get_data(as_text=True))
    told = {**fields, "story": STORY}
    assert stocked_client.post(f"{frame}/demande", data=told).status_code == 403
    assert stocked_client.post(f"{frame}/demande", data={"story": STORY}, headers=INSIDE).status_code == 400
    answer = stocked_client.post(f"{frame}/demande", data=told, headers=INSIDE)
    assert answer.status_code == 303
    assert answer.location.startswith(f"{frame}/demande/")
    token = answer.location.split("/")[4]
    stocked_app.config["WTF_CSRF_ENABLED"] = False
    owner = Owner(stocked_app.test_client())
    owner.token = token
    owner.choose("dette-urssaf").answer().locate().introduce()
    sent = stocked_client.post(f"{frame}/demande/{token}/envoyer", data={}, headers=INSIDE)
    assert sent.location.endswith("/envoyee")
    page = stocked_client.get(sent.location)
    assert 'target="_blank"' in page.get_data(as_text=True)
    with stocked_app.app_context():
        case = only_case()
        assert case.reference in words(page)
        origin = session().scalars(select(CaseOrigin)).one()
        assert (origin.site, origin.page, origin.campaign) == ("cci-de-lyon", "https://www.exemple.fr/aide", "accueil")


def _hidden(page: str) -> dict[str, str]:
    tags = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
    found = (re.search(r'name="([^"]*)"[^>]*value="([^"]*)"', tag) for tag in tags)
    return {match[1]: unescape(match[2]) for match in found if match}


def refused(app: Flask, owner: FlaskClient, desk: FlaskClient) -> int:
    """A request that was held and that the desk called unwanted; its case."""
    trapped(owner)
    with app.app_context():
        case_id = only_case().id
    desk.post(f"/espace/tri/dossiers/{case_id}/indesirable")
    return case_id


def test_a_refused_request_taken_up_again_is_looked_at_again(
    stocked_app: Flask, stocked_client: FlaskClient, desk: FlaskClient
) -> None:
    case_id = refused(stocked_app, stocked_client, desk)
    with stocked_app.app_context():
        take_up_again(case_id, "Ma demande est vraie, lisez-la.")
        outbox.perform_owed()
        assert (only_case().status, referrals_of(case_id)) == (Status.PENDING, [])
        assert session().scalars(select(Hold.state)).one() is HoldState.HELD
    desk.post(f"/espace/tri/dossiers/{case_id}/vraie-demande")
    with stocked_app.app_context():
        outbox.perform_owed()
        assert referrals_of(case_id)


def test_who_takes_a_refused_request_up_in_distress_is_never_held(
    stocked_app: Flask, stocked_client: FlaskClient, desk: FlaskClient
) -> None:
    case_id = refused(stocked_app, stocked_client, desk)
    with stocked_app.app_context():
        take_up_again(case_id, "Je n’en peux plus, je veux en finir avec la vie.")
        outbox.perform_owed()
        assert session().scalars(select(Hold.state)).one() is HoldState.RELEASED
        assert {need.desk_reason for need in needs_of(case_id)} == {"danger"}
