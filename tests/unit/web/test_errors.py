"""Every error is a calm page, a fragment or JSON, with the telephone number."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.web.errors import WORDS, error_response


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422, 429, 500, 503])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_status_has_a_page_that_says_what_to_do(shell: Flask, status: int, language: str) -> None:
    with shell.test_request_context(f"/open?lang={language}"):
        answer = error_response(status)
        text = answer.get_data(as_text=True)
        assert answer.status_code == status
        assert str(WORDS[status].title) in text
        assert "04 65 71 20 26" in text
        assert f'<html lang="{language}"' in text


def test_a_bug_shows_a_reference_and_no_detail(visitor: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    answer = visitor.get("/fault/bug")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    reference = answer.text.split('class="reference">')[1][:8]
    assert reference in "".join(capsys.readouterr())


def test_a_database_that_is_down_is_503_and_asks_to_come_back(visitor: FlaskClient) -> None:
    answer = visitor.get("/fault/database")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"


def test_pages_for_our_own_faults_ask_nothing_of_the_session(visitor: FlaskClient) -> None:
    answer = visitor.get("/fault/bug")
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.text


def test_a_domain_error_speaks_with_its_own_words_and_status(visitor: FlaskClient) -> None:
    answer = visitor.get("/fault/conflict")
    assert answer.status_code == 409
    assert "Quelqu’un a modifié ce dossier" in answer.text


def test_a_program_gets_json(visitor: FlaskClient) -> None:
    answer = visitor.get("/fault/conflict", headers={"Accept": "application/json"})
    assert answer.json["error"]["status"] == 409  # type: ignore[index]


def test_htmx_gets_a_notice_at_the_top_of_the_page(visitor: FlaskClient) -> None:
    answer = visitor.get("/fault/conflict", headers={"HX-Request": "true"})
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.text


def test_a_wrong_method_says_which_are_right(visitor: FlaskClient) -> None:
    answer = visitor.get("/deconnexion-inconnue")
    assert answer.status_code == 404
    answer = visitor.delete("/open")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
