"""The page of a replay: start, progress, result, one request on two sides, and who may see what."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from care_triage.accounts.types import Role
from care_triage.cases.models import Need
from care_triage.infra import outbox
from care_triage.infra.db import transaction
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.replays import latest_replay
from care_triage.rulebook.replay.state import ReplayProblem, ReplayState
from care_triage.rulebook.service.drafts import save_row, undo_row
from care_triage.rulebook.service.replays import claim_replay, fail_replay, report_replay, start_replay
from tests.integration.rulebook.replay.conftest import Past, make_past
from tests.support.factories import PASSWORD, hire
from tests.support.filing import case_of, needs_of
from tests.support.rulebook import person_with


@pytest.fixture
def lived(stocked_app: Flask) -> Past:
    """The past, without an open context: requests have their own."""
    with stocked_app.app_context():
        found = make_past()
        person_with("Chloe", Role.COORDINATOR)
        hire("Ada", Role.AGENT)
        return found


@pytest.fixture
def alma(stocked_client: FlaskClient, lived: Past) -> FlaskClient:
    """Alma's browser."""
    return signed_in(stocked_client, "alma")


def signed_in(client: FlaskClient, name: str) -> FlaskClient:
    assert client.post("/connexion", data={"email": f"{name}@exemple.fr", "password": PASSWORD}).status_code == 303
    return client


def address(past: Past, rest: str = "") -> str:
    return f"/espace/regles/projets/{past.draft_id}/rejeu{rest}"


def replay_now(app: Flask, past: Past) -> int:
    with app.app_context():
        replay_id = start_replay(past.draft_id, past.alma.user_id)
        outbox.perform_owed()
        return replay_id


def test_an_author_starts_waits_and_reads(alma: FlaskClient, stocked_app: Flask, lived: Past) -> None:
    assert "n’a pas encore été rejoué" in alma.get(address(lived)).text
    answer = alma.post(address(lived))
    assert (answer.status_code, answer.location) == (303, address(lived))
    waiting = alma.get(address(lived)).text
    assert 'hx-trigger="every 2s"' in waiting
    assert "attend son tour" in waiting
    with stocked_app.app_context():
        outbox.perform_owed()
    page = alma.get(address(lived)).text
    assert "hx-trigger" not in page.split('id="replay"')[1].split(">")[0]
    assert "1 demande perdrait son pilote" in page
    assert "flow-picture__band--lost" in page
    assert "style=" not in page.split("<main")[1]


def test_the_bar_says_how_far_it_is(alma: FlaskClient, stocked_app: Flask, lived: Past) -> None:
    with stocked_app.app_context():
        task = claim_replay(start_replay(lived.draft_id, lived.alma.user_id))
        assert task is not None
        report_replay(task, 1, 3)
    fragment = alma.get(address(lived), headers={"HX-Request": "true"}).text
    assert "<html" not in fragment
    assert '<progress class="replay-progress__bar" max="3" value="1"' in fragment
    assert "1 demandes lues sur 3" in fragment


def test_a_replay_is_stopped(alma: FlaskClient, stocked_app: Flask, lived: Past) -> None:
    alma.post(address(lived))
    assert alma.post(address(lived, "/arreter")).status_code == 303
    assert "a été arrêté" in alma.get(address(lived)).text
    with stocked_app.app_context():
        found = latest_replay(lived.draft_id)
    assert found is not None
    assert found.state is ReplayState.CANCELLED


def test_a_failed_replay_offers_another(alma: FlaskClient, stocked_app: Flask, lived: Past) -> None:
    with stocked_app.app_context():
        task = claim_replay(start_replay(lived.draft_id, lived.alma.user_id))
        assert task is not None
        fail_replay(task, ReplayProblem.UNEXPECTED)
    page = alma.get(address(lived)).text
    assert "n’a pas abouti" in page
    assert "Relancer le rejeu" in page


def test_a_result_says_that_the_draft_has_moved_on(alma: FlaskClient, stocked_app: Flask, lived: Past) -> None:
    replay_now(stocked_app, lived)
    with stocked_app.app_context():
        (gone, *_) = get_draft(lived.draft_id).changed
        undo_row(lived.draft_id, gone.id, gone.revision, lived.alma.user_id)
    assert "a changé depuis ce rejeu" in alma.get(address(lived)).text


def test_errors_are_shown_with_their_rule(alma: FlaskClient, stocked_app: Flask, lived: Past) -> None:
    with stocked_app.app_context():
        rule = next(rule for rule in get_draft(lived.draft_id).rules if rule.change == "same")
        save_row(lived.draft_id, rule.id, {**rule.fields, "rank": "x"}, rule.revision, lived.alma.user_id)
    answer = alma.post(address(lived))
    assert answer.status_code == 422
    assert rule.id in answer.text


def test_a_coordinator_reads_both_explanations(stocked_client: FlaskClient, stocked_app: Flask, lived: Past) -> None:
    replay_id = replay_now(stocked_app, lived)
    with stocked_app.app_context():
        reference, (need,) = case_of(lived.buyer.case_id).reference, needs_of(lived.buyer.case_id)
    chloe = signed_in(stocked_client, "chloe")
    page = chloe.get(address(lived)).text
    link = address(lived, f"/{replay_id}/cas/{need.id}")
    assert reference in page
    assert link in page
    case = chloe.get(link).text
    assert "Version 1" in case
    assert "Avec ce projet" in case
    with stocked_app.app_context():
        (other, *_) = needs_of(lived.debts[0].case_id)
    assert chloe.get(address(lived, f"/{replay_id}/cas/{other.id}")).status_code == 404


def test_who_may_not_read_a_request_learns_only_that_there_is_one(
    alma: FlaskClient, stocked_app: Flask, lived: Past
) -> None:
    replay_id = replay_now(stocked_app, lived)
    with stocked_app.app_context():
        reference, (need,) = case_of(lived.buyer.case_id).reference, needs_of(lived.buyer.case_id)
    page = alma.get(address(lived)).text
    assert reference not in page
    assert "1 demande change sans que vous puissiez la lire" in page
    assert alma.get(address(lived, f"/{replay_id}/cas/{need.id}")).status_code == 404


def test_a_confidential_need_is_a_number_for_a_coordinator(
    stocked_client: FlaskClient, stocked_app: Flask, lived: Past
) -> None:
    replay_id = replay_now(stocked_app, lived)
    with stocked_app.app_context():
        (need,) = needs_of(lived.buyer.case_id)
        with transaction() as current:
            current.execute(update(Need).where(Need.id == need.id).values(confidential=True))
    chloe = signed_in(stocked_client, "chloe")
    assert "sans que vous puissiez la lire" in chloe.get(address(lived)).text
    assert chloe.get(address(lived, f"/{replay_id}/cas/{need.id}")).status_code == 404


def test_an_adviser_has_no_business_here(stocked_client: FlaskClient, lived: Past) -> None:
    ada = signed_in(stocked_client, "ada")
    assert ada.get(address(lived)).status_code == 403
    assert ada.post(address(lived)).status_code == 403
