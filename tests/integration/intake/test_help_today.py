"""Aids and first steps beside the routing: before sending, on the owner's page, at /aides, and by command."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.owner import Owner, words


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


def test_the_review_shows_steps_and_aids_with_what_they_depend_on(owner: Owner) -> None:
    review = owner.prepare("dette-urssaf", procedure_open="none").page("verifier")
    assert "Ce que vous pouvez faire dès aujourd’hui" in review
    assert "Ouvrez chaque courrier" in review
    assert "Cela dépend de : Échéancier avec le créancier" in review
    assert "à vérifier auprès de cet organisme" in review


def test_an_aid_that_waits_for_an_answer_leads_to_its_question(owner: Owner) -> None:
    owner.prepare("dette-urssaf", procedure_open="none")
    page = owner.client.get(f"/demande/{owner.token}/verifier").get_data(as_text=True)
    assert f"/demande/{owner.token}/question/payment_plan" in page


def test_an_aid_for_somebody_else_is_there_with_the_reason(owner: Owner) -> None:
    review = owner.prepare("dette-urssaf", procedure_open="liquidation").page("verifier")
    assert "pas pour vous : pourquoi" in review.replace("ne sont pas", "pas").replace("n’est pas", "pas")
    assert "D’après votre réponse : Procédure en cours au tribunal" in review


def test_the_owner_s_page_keeps_them(owner: Owner) -> None:
    page = words(owner.client.get(owner.file("dette-urssaf")))
    assert "En attendant : Je dois de l’argent à l’Urssaf" in page
    assert "Délai de paiement de l’Urssaf" in page


def test_all_aids_are_public_and_found_by_words_subject_and_operator(stocked_client: FlaskClient) -> None:
    assert "74 aides" in words(stocked_client.get("/aides"))
    assert "31 décembre 2024" in words(stocked_client.get("/aides?mots=tremplin"))
    assert "Plan de la commission" in words(stocked_client.get("/aides?sujet=dettes-publiques-multiples"))
    assert "Microcrédit" in words(stocked_client.get("/aides?operateur=Adie"))
    assert "Aucune aide ne répond" in words(stocked_client.get("/aides?mots=zzzz&sujet=rien"))
    assert "voir toutes les aides" in words(stocked_client.get("/"))


def test_the_public_page_speaks_english(stocked_client: FlaskClient) -> None:
    page = words(stocked_client.get("/aides?lang=en"))
    assert "Payment plan with Urssaf" in page
    assert "How to ask" in page


def test_commands_list_and_check_the_files(stocked_app: Flask) -> None:
    run = stocked_app.test_cli_runner()
    listed = run.invoke(args=["aids", "list", "--subject", "dette-msa"])
    assert "[G] echeancier-msa" in listed.output
    checked = run.invoke(args=["aids", "check"])
    assert checked.exit_code == 0
    assert "74 aides" in checked.output
    assert "tremplin-ademe : terminée depuis le 2024-12-31" in checked.output
