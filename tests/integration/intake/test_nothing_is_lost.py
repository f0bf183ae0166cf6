"""What must never be lost or doubled: forms after the session expired, presses at the same instant, a queue that is down."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from care_triage.cases.models import Case, HistoryEvent
from care_triage.infra import outbox
from care_triage.infra.db import session
from care_triage.infra.models import OutboxRow
from care_triage.intake.errors import DraftFiled
from care_triage.intake.service.file_request import file_request
from tests.support.filing import referrals_of
from tests.support.owner import CONTACT, STORY, Owner, key_in, words
from tests.support.together import together

LONG_STORY = f"{STORY} « J’ai tout essayé » & <rien> n’y fait. " * 20
HERE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


@pytest.fixture
def guarded(stocked_app: Flask, owner: Owner) -> Owner:
    """An owner in the middle of a request, whose forms are checked against forgery from now on."""
    owner.tell().choose("dette-urssaf")
    stocked_app.config["WTF_CSRF_ENABLED"] = True
    return owner


def held_values(page: str) -> dict[str, str]:
    """The fields that a page offers to send again."""
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    }


def test_a_story_typed_after_the_session_expired_is_shown_and_can_be_sent_again(guarded: Owner) -> None:
    answer = guarded.client.post(
        f"/demande/{guarded.token}/recit",
        data={"story": LONG_STORY, "form_name": "care_triage.intake.forms.StoryForm"},
        headers=HERE,
    )
    assert answer.status_code == 400
    assert "J’ai tout essayé » & <rien>" in words(answer)
    again = guarded.client.post(
        f"/demande/{guarded.token}/recit", data=held_values(answer.get_data(as_text=True)), headers=HERE
    )
    assert again.status_code == 303
    assert "J’ai tout essayé » & <rien>" in guarded.page("recit")


def test_the_first_story_survives_as_well(stocked_app: Flask, owner: Owner) -> None:
    stocked_app.config["WTF_CSRF_ENABLED"] = True
    answer = owner.client.post("/demande", data={"story": LONG_STORY}, headers=HERE)
    assert answer.status_code == 400
    again = owner.client.post("/demande", data=held_values(answer.get_data(as_text=True)), headers=HERE)
    assert again.status_code == 303


def test_contact_details_survive_an_expired_session(guarded: Owner) -> None:
    form = {**CONTACT, "form_name": "care_triage.intake.forms.ContactForm"}
    answer = guarded.client.post(f"/demande/{guarded.token}/contact", data=form, headers=HERE)
    assert answer.status_code == 400
    assert CONTACT["email"] in words(answer)
    guarded.client.post(
        f"/demande/{guarded.token}/contact", data=held_values(answer.get_data(as_text=True)), headers=HERE
    )
    assert CONTACT["email"] in guarded.client.get(f"/demande/{guarded.token}/contact").get_data(as_text=True)


def test_several_ticked_subjects_survive_an_expired_session(guarded: Owner) -> None:
    answer = guarded.client.post(
        f"/demande/{guarded.token}/sujets", data={"subjects": ["recruter", "exporter"]}, headers=HERE
    )
    assert answer.status_code == 400
    page = answer.get_data(as_text=True)
    assert page.count('name="subjects"') == 2


def test_a_form_from_another_site_is_neither_obeyed_nor_shown(guarded: Owner) -> None:
    answer = guarded.client.post(
        f"/demande/{guarded.token}/recit",
        data={"story": "Des mots venus d’ailleurs"},
        headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 400
    assert "venus d’ailleurs" not in words(answer)


def test_a_message_survives_an_expired_session(stocked_app: Flask, owner: Owner) -> None:
    page = owner.file()
    stocked_app.config["WTF_CSRF_ENABLED"] = True
    answer = owner.client.post(f"{page}/message", data={"body": "Voici ma réponse"}, headers=HERE)
    assert answer.status_code == 400
    assert "Voici ma réponse" in words(answer)


def test_two_tabs_keep_what_each_has_typed(owner: Owner) -> None:
    owner.prepare("dette-urssaf", "client-impaye")
    owner.post("contact", {**CONTACT, "name": "Nadia Perrin-Roux"})
    owner.post("question/legal_stage", {"skip": "1"})
    review = owner.page("verifier")
    assert "Nadia Perrin-Roux" in review


def test_two_presses_at_the_same_instant_open_one_case(stocked_app: Flask, owner: Owner) -> None:
    token = owner.prepare().token

    def press() -> object:
        with stocked_app.app_context():
            return file_request(token)

    found = together(*[press] * 4)
    assert sorted(type(item).__name__ for item in found) == ["DraftFiled"] * 3 + ["Sent"]
    with stocked_app.app_context():
        assert session().scalar(select(func.count()).select_from(Case)) == 1
        assert session().scalar(select(func.count()).select_from(HistoryEvent)) == 1
    (case_id,) = {item.case_id for item in found if isinstance(item, DraftFiled)}
    assert case_id


def test_two_presses_through_two_browsers_lead_to_one_page(stocked_app: Flask, owner: Owner) -> None:
    token = owner.prepare().token

    def press() -> tuple[int, str]:
        answer = stocked_app.test_client().post(f"/demande/{token}/envoyer")
        return answer.status_code, key_in(str(answer.location))

    found = together(*[press] * 3)
    assert len(set(map(str, found))) == 1, found


def test_a_request_is_kept_and_routed_later_while_the_queue_is_down(
    stocked_app: Flask, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("care_triage.infra.queue.push", lambda *_arguments: False)
    page = owner.file()
    assert "Orientation en cours" in words(owner.client.get(page))
    with stocked_app.app_context():
        assert session().scalar(select(func.count()).select_from(OutboxRow).where(OutboxRow.done_at.is_(None)))
        outbox.perform_owed()
        outbox.perform_owed()
        case_id = session().scalars(select(Case.id)).one()
        leads = [row for row in referrals_of(case_id) if row.role == "lead"]
    assert len(leads) == 1
    assert "a reçu votre demande" in words(owner.client.get(page))
