"""What CARE does not handle: the right door at once, why, and a way on for whoever insists."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from care_triage.cases.models import HistoryEvent
from care_triage.cases.types import EventKind
from care_triage.infra.db import session
from tests.support.owner import Owner, words

CONSUMER = "J’ai acheté un canapé sur internet, le vendeur ne me rembourse pas et ne répond plus."
TRAINING = "Je voudrais faire financer ma propre formation, à qui envoyer le dossier ?"


def first_line(app: Flask) -> dict[str, Any]:
    """What the history says of the last filing."""
    with app.app_context():
        query = select(HistoryEvent.data).where(HistoryEvent.kind == EventKind.CASE_FILED).order_by(HistoryEvent.id)
        return dict(session().scalars(query).all()[-1])


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


def test_the_door_comes_first_with_its_number_the_words_and_a_person(owner: Owner) -> None:
    answer = owner.tell(CONSUMER).client.get(owner.place, follow_redirects=True)
    page = words(answer)
    assert "Nous connaissons la bonne porte" in page
    assert "SignalConso" in page
    assert 'href="tel:+33809540550"' in answer.text
    assert "Ces mots de votre récit" in page
    assert "vendeur" in page.partition("Ces mots de votre récit")[2]
    assert "Vous préférez parler à quelqu’un ?" in page
    assert "à confirmer sur leur site" in page
    assert "Ce n’est pas cela ?" in page


def test_who_insists_goes_on_and_the_desk_knows(stocked_app: Flask, owner: Owner) -> None:
    owner.tell(CONSUMER).post("porte", {"insist": "1"})
    assert "Nous continuons avec vous" in owner.page()
    owner.choose("je-ne-sais-pas").answer().locate().introduce()
    review = owner.page("verifier")
    assert "Une personne du collectif lit cette demande" in review
    assert "pilote votre demande" not in review
    owner.send()
    assert first_line(stocked_app)["other_door"] == "consommateur"


def test_who_does_not_insist_leaves_no_mark(stocked_app: Flask, owner: Owner) -> None:
    owner.file("dette-urssaf")
    assert "other_door" not in first_line(stocked_app)


def test_the_same_door_does_not_stop_twice_and_another_story_is_read_anew(owner: Owner) -> None:
    owner.tell(CONSUMER).post("porte", {"insist": "1"})
    owner.post("recit", {"story": f"{CONSUMER} Vraiment."})
    assert "Nous connaissons la bonne porte" not in owner.page()
    owner.post("recit", {"story": "Je dois quatre mois de cotisations à l’Urssaf."})
    assert "Ce que nous avons compris" in owner.page()
    owner.post("recit", {"story": CONSUMER})
    assert "SignalConso" in owner.page()


def test_one_answer_shows_the_door_of_ones_trade(owner: Owner) -> None:
    before = owner.tell(TRAINING).page()
    assert "Si vous êtes artisan" in before
    assert {"FAFCEA", "AGEFICE", "VIVEA"} <= set(before.replace("(", " ").split())
    owner.post("porte", {"answer": "artisanat"})
    after = owner.page()
    assert "FAFCEA" in after
    assert "VIVEA" not in after
    assert "Si vous êtes artisan" not in after


def test_a_question_without_an_answer_is_asked_again(owner: Owner) -> None:
    owner.tell(TRAINING).post("porte", {}, status=422)


def test_a_trade_told_in_the_story_needs_no_question(owner: Owner) -> None:
    page = owner.tell("Je suis boulanger et je voudrais faire financer ma propre formation.").page()
    assert "FAFCEA" in page
    assert "VIVEA" not in page


def test_a_sum_told_in_the_story_makes_another_door_the_right_one(owner: Owner) -> None:
    said = "Une agence de Vaise me doit {} euros pour une facture de mars, mes relances restent sans réponse."
    page = owner.tell(said.format("2 300")).page()
    assert "Commissaire de justice, procédure simplifiée" in page
    assert "Procédure européenne" not in page
    assert "Ce que nous avons compris" in owner.tell(said.format("23 000")).page()


def test_where_no_door_is_sure_the_question_comes_first(owner: Owner) -> None:
    page = owner.tell("On me doit 640 euros pour une facture de mai, le client ne répond plus.").page()
    assert 0 < page.find("Qui est ce client ?") < page.find("Commissaire de justice")
    owner.post("porte", {"answer": "particulier"})
    after = owner.page()
    assert "Conciliateur de justice" in after
    assert "Médiateur des entreprises" not in after


def test_words_of_distress_bring_a_number_above_the_door(owner: Owner) -> None:
    page = owner.tell(f"{CONSUMER} J’ai honte et je pleure.").page()
    assert 0 <= page.find("3114") < page.find("SignalConso")


def test_advertising_is_refused_kindly_and_a_mistake_can_be_said(owner: Owner) -> None:
    page = owner.tell("Nous proposons nos services de référencement SEO et backlinks, offre exclusive").page()
    assert "Nous ne pouvons pas répondre à ce message" in page
    assert "Ce n’est pas cela" in page


def test_a_request_without_another_door_has_no_such_page(owner: Owner) -> None:
    owner.tell()
    answer = owner.client.get(f"/demande/{owner.token}/porte")
    assert answer.status_code == 302


def test_several_doors_for_the_same_people_say_whom_each_is_for(owner: Owner) -> None:
    page = owner.tell("Je suis infirmière libérale. Ma caisse de retraite ne répond pas sur mes points.").page()
    assert "CARPIMKO" in page
    assert "Si vous êtes infirmier" in page
    assert "L’Assurance retraite" not in page
