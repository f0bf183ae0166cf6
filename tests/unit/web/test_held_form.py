"""Nothing typed is lost when a session or a page expires; nothing forged is lent our voice."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.web import held_form
from care_triage.web.held_form import HeldForm
from tests.unit.web.conftest import StoryForm

OURS = {"Origin": "http://localhost"}
TYPED = {
    "form_name": StoryForm.form_name,
    "story": "Je n’arrive plus à payer\nl’Urssaf <b>",
    "debts": "yes",
    "password": "hunter2",
    "csrf_token": "stale",
}


def hidden_fields(html: str) -> dict[str, str]:
    """Name → value of the hidden inputs of a page."""
    found = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"', html)
    return {name: unescape(value) for name, value in found}


def test_a_page_too_old_shows_the_form_back_and_sends_it_again(visitor: FlaskClient) -> None:
    answer = visitor.post("/formulaire", data=TYPED, headers=OURS)
    assert answer.status_code == 400
    assert "Racontez-nous" in answer.text
    assert "Oui, hélas" in answer.text
    assert "hunter2" not in answer.text
    assert "&lt;b&gt;" in answer.text

    again = visitor.post("/formulaire", data=hidden_fields(answer.text), headers=OURS)
    assert again.status_code == 200
    assert again.text == f"accepted {TYPED['story']}"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Referer": "https://elsewhere.example/localhost"},
        {},
    ],
)
def test_a_form_posted_from_elsewhere_is_not_shown_back(visitor: FlaskClient, headers: dict[str, str]) -> None:
    for path, status in (("/formulaire", 400), ("/advisers", 401)):
        answer = visitor.post(path, data=TYPED, headers=headers)
        assert answer.status_code == status
        assert "payer" not in answer.text


def test_a_session_that_ended_shows_what_was_typed(visitor: FlaskClient) -> None:
    answer = visitor.post("/advisers", data=TYPED, headers=OURS)
    assert answer.status_code == 401
    assert "Je n’arrive plus à payer" in answer.text


def test_the_sign_in_page_carries_the_form_and_gives_it_back(shell: Flask, visitor: FlaskClient) -> None:
    held_form.use_sign_in(shell, lambda held: held.signed())
    token = visitor.post("/advisers?de=1", data=TYPED, headers=OURS).text

    with shell.test_request_context("/connexion", method="POST", data={"held": token}):
        held = held_form.find_held()
        assert held is not None
        assert held.url == "/advisers?de=1"
        assert ("story", TYPED["story"]) in held.fields
        assert "password" not in dict(held.fields)
        page = held_form.resume(held)
        assert page.status_code == 200
        assert 'action="/advisers?de=1"' in page.get_data(as_text=True)


@pytest.mark.parametrize("token", ["", "forged", "eyJ1cmwiOiIvIn0.x.y"])
def test_a_forged_form_is_ignored(shell: Flask, token: str) -> None:
    with shell.test_request_context("/connexion", method="POST", data={"held": token}):
        assert held_form.find_held() is None


def test_files_are_named_because_they_cannot_be_kept(shell: Flask, in_page: None) -> None:
    held = HeldForm("/open", (("story", "x"),), ("bilan.pdf",))
    assert "bilan.pdf" in held_form.resume(held).get_data(as_text=True)


def test_a_fragment_replaces_the_whole_page(visitor: FlaskClient) -> None:
    answer = visitor.post("/formulaire", data=TYPED, headers={**OURS, "HX-Request": "true"})
    assert answer.headers["HX-Retarget"] == "body"


def test_a_field_of_an_unknown_form_keeps_a_readable_name(in_page: None) -> None:
    assert HeldForm("/", (("due_since", "mars"),)).shown() == [("Due since", "mars")]
