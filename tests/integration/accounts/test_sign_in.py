"""The door: who comes in, who does not, and what a session survives."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from care_triage.accounts import queries, service
from care_triage.accounts.errors import SignInRefused
from care_triage.accounts.service import hashing
from care_triage.accounts.types import SYSTEM, Role
from tests.integration.accounts.conftest import PASSWORD, Register, person_of, sign_in


def test_the_right_password_opens_and_leads_to_the_first_entry_of_the_menu(
    client: FlaskClient, register: Register
) -> None:
    register("Ada", Role.ADMINISTRATOR)
    answer = client.post("/connexion", data={"email": " ADA@exemple.FR ", "password": PASSWORD})
    assert answer.status_code == 303
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get("/connexion").status_code == 302


def test_the_hash_is_argon2_and_the_sign_in_is_dated(app: Flask, client: FlaskClient, register: Register) -> None:
    ada = register("Ada")
    assert sign_in(client, "Ada") == 303
    person = person_of(app, ada)
    assert (person.password_hash or "").startswith("$argon2id$")
    assert PASSWORD not in (person.password_hash or "")
    assert person.last_sign_in_at is not None


def test_a_hash_of_yesterdays_costs_is_made_again(app: Flask, client: FlaskClient, register: Register) -> None:
    ada = register("Ada")
    before = person_of(app, ada)
    app.config["ARGON2_MEMORY_KIB"] = 128
    assert sign_in(client, "Ada") == 303
    after = person_of(app, ada)
    assert (after.password_hash or "").startswith("$argon2id$v=19$m=128,")
    assert after.session_version == before.session_version


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@exemple.fr", "wrong"),
        ("nobody@exemple.fr", PASSWORD),
        ("ada@exemple.fr", "x" * 5000),
        ("\u0000", "\u0000"),
    ],
)
def test_every_refusal_reads_the_same_and_keeps_the_address(
    client: FlaskClient, register: Register, email: str, password: str
) -> None:
    register("Ada")
    answer = client.post("/connexion", data={"email": email, "password": password})
    assert answer.status_code == 422
    if email != "\u0000":
        assert "L’adresse ou le mot de passe ne convient pas" in answer.text
        assert f'value="{email}"' in answer.text
    assert client.get("/compte").status_code == 302


def test_an_empty_form_says_what_is_missing_beside_each_field(client: FlaskClient) -> None:
    answer = client.post("/connexion", data={})
    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text
    assert 'id="password-error"' in answer.text


def test_a_closed_account_is_refused_like_a_wrong_password(app: Flask, client: FlaskClient, register: Register) -> None:
    ada = register("Ada")
    with app.app_context():
        service.deactivate_person(SYSTEM, ada)
    assert sign_in(client, "Ada") == 422


def test_deactivation_ends_the_session_at_the_next_page(app: Flask, client: FlaskClient, register: Register) -> None:
    ada = register("Ada")
    sign_in(client, "Ada")
    assert client.get("/compte").status_code == 200
    with app.app_context():
        service.deactivate_person(SYSTEM, ada)
    assert client.get("/compte").status_code == 302
    with app.app_context():
        service.reactivate_person(SYSTEM, ada)
    assert client.get("/compte").status_code == 302


def test_deactivation_while_the_password_is_checked_wins(
    app: Flask, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = register("Ada")
    check = hashing.verify

    def deactivated_meanwhile(stored: str | None, password: str) -> bool:
        with app.app_context():
            service.deactivate_person(SYSTEM, ada)
        return check(stored, password)

    monkeypatch.setattr(hashing, "verify", deactivated_meanwhile)
    with app.app_context(), pytest.raises(SignInRefused):
        service.sign_in("ada@exemple.fr", PASSWORD)


def test_a_session_ends_after_ten_hours_without_a_page(client: FlaskClient, register: Register) -> None:
    register("Ada")
    start = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        sign_in(client, "Ada")
        clock.move_to(start + timedelta(hours=9, minutes=50))
        assert client.get("/compte").status_code == 200
        clock.move_to(start + timedelta(hours=19, minutes=40))
        assert client.get("/compte").status_code == 200
        clock.move_to(start + timedelta(hours=30))
        assert client.get("/compte").status_code == 302


def test_signing_in_forgets_whatever_was_planted_in_the_session(
    app: Flask, client: FlaskClient, register: Register
) -> None:
    register("Ada")
    app.config["WTF_CSRF_ENABLED"] = True
    token = _csrf(client.get("/connexion").text)
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"
        before = planted["csrf_token"]
    answer = client.post("/connexion", data={"email": "ada@exemple.fr", "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 303
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != before
    assert client.post("/deconnexion", data={"csrf_token": token}).status_code == 400


def test_the_cookie_is_closed_to_scripts_and_other_sites(client: FlaskClient, register: Register) -> None:
    register("Ada")
    answer = client.post("/connexion", data={"email": "ada@exemple.fr", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("care=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    "outside",
    ["//evil.example", "https://evil.example/compte", "/\\evil.example", "javascript:alert(1)", "\t//evil.example"],
)
def test_signing_in_never_leads_to_another_site(client: FlaskClient, register: Register, outside: str) -> None:
    register("Ada")
    answer = client.post(
        "/connexion", query_string={"next": outside}, data={"email": "ada@exemple.fr", "password": PASSWORD}
    )
    assert answer.status_code == 303
    assert "evil" not in answer.headers["Location"]
    assert "javascript" not in answer.headers["Location"]


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client: FlaskClient, register: Register) -> None:
    register("Ada", Role.COORDINATOR)
    asked = client.get("/espace/personnes?q=ada")
    assert asked.status_code == 302
    page = client.get(asked.headers["Location"]).text
    action = re.search(r'action="(/connexion[^"]*)"', page)
    assert action is not None
    answer = client.post(action[1].replace("&amp;", "&"), data={"email": "ada@exemple.fr", "password": PASSWORD})
    assert answer.headers["Location"] == "/espace/personnes?q=ada"


def test_signing_out_ends_the_session(client: FlaskClient, register: Register) -> None:
    register("Ada")
    sign_in(client, "Ada")
    assert client.get("/deconnexion").status_code == 405
    assert client.post("/deconnexion").status_code == 303
    assert client.get("/compte").status_code == 302
    assert client.post("/deconnexion").status_code == 303


def test_a_form_sent_after_the_session_ended_comes_back_after_signing_in(
    app: Flask, client: FlaskClient, register: Register
) -> None:
    register("Ada")
    app.config["WTF_CSRF_ENABLED"] = True
    typed = {"name": "Ada L.", "locale": "en", "form_name": "care_triage.accounts.forms.AccountForm"}
    page = client.post("/compte", data=typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 401
    assert "Ada L." in page.text
    held = re.search(r'name="held" value="([^"]+)"', page.text)
    assert held is not None
    sign_in_form = {"email": "ada@exemple.fr", "held": held[1], "csrf_token": _csrf(page.text)}
    refused = client.post("/connexion", data=sign_in_form | {"password": "wrong"})
    assert refused.status_code == 422
    assert "Ada L." in refused.text
    back = client.post("/connexion", data=sign_in_form | {"password": PASSWORD})
    assert back.status_code == 200
    assert "Ada L." in back.text
    again = client.post("/compte", data=typed | {"csrf_token": _csrf(back.text)})
    assert again.status_code == 303
    assert queries_name(app) == "Ada L."


def queries_name(app: Flask) -> str:
    """The name stored for Ada."""
    with app.app_context():
        person = queries.find_person_by_email("ada@exemple.fr")
        assert person is not None
        return person.name


def _csrf(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("session_id", ["", "x", "1", "1.x", "-1.1", "1.1.1", "²³.1", "99999999999999999999999.1"])
def test_a_broken_session_is_nobody(client: FlaskClient, session_id: str) -> None:
    with client.session_transaction() as session:
        session["_user_id"] = session_id
    assert client.get("/compte").status_code == 302
