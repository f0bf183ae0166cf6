"""Leaving a request and coming back to it: by link, by mail, on two devices at once, too late."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.infra import clock, mail, outbox
from care_triage.intake.service.forget_drafts import forget_old_drafts
from tests.support.owner import CONTACT, Owner, words


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


def _mails() -> list[str]:
    return [path.read_text() for path in mail.mailbox().glob("*.eml")]


def test_the_private_link_is_shown_and_takes_the_request_up_where_it_was_left(owner: Owner, stocked_app: Flask) -> None:
    owner.tell().choose("dette-urssaf")
    left_at = owner.place
    page = owner.client.get(f"/demande/{owner.token}/plus-tard").get_data(as_text=True)
    link = re.search(r'value="(http[^"]*/demande/[^"]+)"', page)
    assert link is not None
    assert link[1].endswith(f"/demande/{owner.token}")
    elsewhere = stocked_app.test_client()
    assert elsewhere.get(f"/demande/{owner.token}").location == left_at


def test_every_step_offers_to_go_on_later(owner: Owner) -> None:
    owner.tell()
    assert "Enregistrer et continuer plus tard" in owner.page("sujets")
    owner.choose("dette-urssaf")
    assert "Enregistrer et continuer plus tard" in owner.page()
    assert "Enregistrer et continuer plus tard" in owner.answer().page()
    assert "Enregistrer et continuer plus tard" in owner.locate().page()
    assert "Enregistrer et continuer plus tard" in owner.introduce().page("verifier")


def test_the_link_goes_by_mail_says_nothing_of_the_request_and_is_owed_once(owner: Owner, stocked_app: Flask) -> None:
    owner.tell().choose("dette-urssaf")
    for _ in range(2):
        owner.post("plus-tard", {"email": "nadia.perrin@exemple.fr"})
    with stocked_app.app_context():
        outbox.perform_owed()
        found = [text for text in _mails() if "nadia.perrin@exemple.fr" in text]
    assert len(found) == 1
    assert owner.token[:20] in found[0].replace("=\n", "")
    assert "Urssaf" not in found[0]
    assert "nadia.perrin@exemple.fr" in owner.client.get(f"/demande/{owner.token}/contact").get_data(as_text=True)


@pytest.mark.parametrize("email", ["", "nadia", "nadia@"])
def test_an_address_that_is_not_whole_is_asked_again(owner: Owner, email: str) -> None:
    owner.tell()
    answer = owner.post("plus-tard", {"email": email}, status=422)
    assert "adresse" in words(answer)


def test_a_request_that_was_erased_says_what_to_do(owner: Owner, stocked_app: Flask) -> None:
    owner.tell()
    with stocked_app.app_context(), clock.pretend(clock.now() + timedelta(days=31)):
        forget_old_drafts()
    answer = owner.client.get(f"/demande/{owner.token}")
    assert answer.status_code == 404
    assert "Recommencer une demande" in words(answer)


def test_a_request_that_was_sent_leads_to_its_page(owner: Owner) -> None:
    owner.file()
    answer = owner.client.get(f"/demande/{owner.token}/plus-tard")
    assert answer.status_code == 303
    assert "/suivi/" in answer.location


def _seen(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', client.get(address).get_data(as_text=True))
    assert found is not None
    return found[1]


def test_two_devices_fill_in_the_contact_and_lose_nothing(owner: Owner) -> None:
    owner.tell().choose("dette-urssaf").answer().locate()
    address = f"/demande/{owner.token}/contact"
    seen = _seen(owner.client, address)
    owner.post("contact", {**CONTACT, "company_name": "Fournil du Pont", "phone": "06 12 34 56 78", "seen": seen})
    owner.post("contact", {**CONTACT, "name": "Nadia Perrin-Roux", "seen": seen})
    review = owner.page("verifier")
    assert "Fournil du Pont" in review
    assert "06 12 34 56 78" in review
    assert "Nadia Perrin-Roux" in review
    assert "remplie ailleurs" in review


def test_two_devices_answer_one_question_and_the_last_is_told(owner: Owner) -> None:
    owner.tell().choose("dette-urssaf")
    address = f"/demande/{owner.token}/question/procedure_open"
    seen = _seen(owner.client, address)
    owner.post("question/procedure_open", {"answer": "none", "seen": seen})
    owner.post("question/procedure_open", {"answer": "redressement", "seen": seen})
    assert "Une autre réponse venait d’être donnée ailleurs" in owner.page()


def test_the_count_of_questions_never_grows_and_ends_at_the_last(owner: Owner) -> None:
    owner.tell().choose("dette-urssaf", "cessation-paiements")
    ahead = []
    while "/question/" in owner.place:
        page = owner.page()
        found = re.search(r"Ensuite, (\d+) questions? au plus", page)
        assert found or "C’est la dernière question" in page
        ahead.append(int(found[1]) if found else 0)
        owner.post(f"question/{owner.place.rpartition('/')[2]}", {"skip": "1"})
    assert ahead == sorted(ahead, reverse=True)
    assert len(ahead) <= 7
    # What was announced is at least what came.
    assert all(count >= len(ahead) - place for place, count in enumerate(ahead, 1))


def test_an_answer_in_words_is_read_and_said_back(owner: Owner) -> None:
    owner.tell().choose("cessation-paiements")
    owner.post("question/cessation_on", {"answer": "hier"})
    assert "Nous avons noté" in owner.page()
    owner.post("question/employees", {"answer": "une dizaine"})
    assert "Nous avons noté : 10" in owner.page()
    refused = owner.post("question/employees", {"answer": "pas mal"}, status=422)
    assert words(refused).count("Écrivez un seul nombre") == 2  # beside the field and in the summary


def test_what_is_known_already_is_shown_beside_the_question(owner: Owner) -> None:
    owner.tell().choose("dette-urssaf")
    owner.post("question/procedure_open", {"answer": "none"})
    assert "que nous savons déjà" in owner.page()
    assert "Procédure en cours au tribunal" in owner.page()
