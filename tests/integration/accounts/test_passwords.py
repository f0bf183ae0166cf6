"""Choosing, forgetting and changing a password."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from care_triage.accounts import queries, service
from care_triage.accounts.errors import LinkExpired
from care_triage.accounts.events import PasswordResetRequested, PersonInvited
from care_triage.accounts.links import INVITATION_LASTS, RESET_LASTS, set_password_url
from care_triage.accounts.types import SYSTEM
from care_triage.infra import outbox
from tests.integration.accounts.conftest import PASSWORD, Register, person_of, sign_in

NEW = "tournesol brique pluie 9"
Published = list[object]


@pytest.fixture
def published(app: Flask) -> Iterator[Published]:
    """Events that committed use cases have published, as a subscriber sees them."""
    seen: Published = []

    def note(event: object) -> None:
        seen.append(event)

    before = app.extensions["care_subscriptions"]
    app.extensions["care_subscriptions"] = outbox.Subscriptions(
        {PersonInvited: (note,), PasswordResetRequested: (note,)}
    )
    yield seen
    app.extensions["care_subscriptions"] = replace(before)


def _deliver(app: Flask) -> None:
    with app.app_context():
        outbox.perform_owed()


def _link(app: Flask, person_id: int) -> str:
    with app.app_context():
        return set_password_url(queries.get_person(person_id)).removeprefix(app.config["PUBLIC_URL"])


def _choose(client: FlaskClient, link: str, password: str = NEW) -> int:
    return client.post(link, data={"password": password, "again": password}).status_code


def test_an_invited_person_chooses_a_password_and_comes_in(
    app: Flask, client: FlaskClient, published: Published
) -> None:
    with app.app_context():
        ada = service.invite_person(SYSTEM, "Ada", "Ada@Exemple.fr").id
    _deliver(app)
    assert published == [PersonInvited(ada)]
    assert sign_in(client, "Ada", NEW) == 422
    link = _link(app, ada)
    assert client.get(link).status_code == 200
    assert _choose(client, link) == 303
    assert sign_in(client, "Ada", NEW) == 303


def test_a_link_works_once(app: Flask, client: FlaskClient, register: Register) -> None:
    link = _link(app, register("Ada"))
    assert client.get(link).status_code == 200
    assert _choose(client, link) == 303
    assert _choose(client, link, "autre phrase 42 vent") == 404
    assert client.get(link).status_code == 404
    assert sign_in(client, "Ada", NEW) == 303


def test_of_two_people_with_the_same_link_at_the_same_time_one_wins(app: Flask, register: Register) -> None:
    ada = register("Ada")
    token = _link(app, ada).rsplit("/", 1)[1]
    with app.app_context():
        person = service.check_password_link(token)
        service.set_password(token, NEW)
        with pytest.raises(LinkExpired):
            service.access._set_by_link(ada, person.session_version - 1, "any")


@pytest.mark.parametrize(("invited", "lasts"), [(True, INVITATION_LASTS), (False, RESET_LASTS)])
def test_a_link_expires(app: Flask, client: FlaskClient, register: Register, invited: bool, lasts: timedelta) -> None:
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        if invited:
            with app.app_context():
                ada = service.invite_person(SYSTEM, "Ada", "ada@exemple.fr").id
        else:
            ada = register("Ada")
        link = _link(app, ada)
        clock.move_to(noon + lasts + timedelta(seconds=1))
        answer = client.get(link)
        assert answer.status_code == 404
        assert "Demandez-en un nouveau" in answer.text
        assert _choose(client, link) == 404


def test_a_link_of_somebody_deactivated_opens_nothing(app: Flask, client: FlaskClient, register: Register) -> None:
    ada = register("Ada")
    link = _link(app, ada)
    with app.app_context():
        service.deactivate_person(SYSTEM, ada)
    assert _choose(client, link) == 404
    assert _choose(client, _link(app, ada)) == 404


def test_a_weak_or_mistyped_password_is_explained_beside_its_field(
    app: Flask, client: FlaskClient, register: Register
) -> None:
    link = _link(app, register("Ada"))
    weak = client.post(link, data={"password": "motdepasse2026", "again": "motdepasse2026"})
    assert weak.status_code == 422
    assert 'id="password-error"' in weak.text
    assert "trouvé trop vite" in weak.text
    assert "motdepasse2026" not in weak.text
    different = client.post(link, data={"password": NEW, "again": NEW + "x"})
    assert different.status_code == 422
    assert "diffèrent" in different.text


def test_choosing_a_password_ends_every_session(app: Flask, client: FlaskClient, register: Register) -> None:
    ada = register("Ada")
    sign_in(client, "Ada")
    _choose(app.test_client(), _link(app, ada))
    assert client.get("/compte").status_code == 302


def test_the_answer_is_the_same_for_known_and_unknown_addresses(
    app: Flask, client: FlaskClient, register: Register, published: Published
) -> None:
    ada, eve = register("Ada"), register("Eve")
    with app.app_context():
        service.deactivate_person(SYSTEM, eve)
    pages = []
    for name in ("ada", "eve", "nobody"):
        answer = client.post("/mot-de-passe", data={"email": f"{name}@exemple.fr"}, follow_redirects=True)
        pages.append((answer.status_code, answer.text))
    assert pages[0] == pages[1] == pages[2]
    assert "Si cette adresse a un compte" in pages[0][1]
    _deliver(app)
    assert published == [PasswordResetRequested(ada)]


def test_changing_a_password_needs_the_present_one_and_signs_other_devices_out(
    app: Flask, client: FlaskClient, register: Register
) -> None:
    register("Ada")
    elsewhere = app.test_client()
    sign_in(client, "Ada")
    sign_in(elsewhere, "Ada")
    form = {"current": "wrong", "password": NEW, "again": NEW}
    refused = client.post("/compte/mot-de-passe", data=form)
    assert refused.status_code == 422
    assert 'id="current-error"' in refused.text
    assert client.post("/compte/mot-de-passe", data=form | {"current": PASSWORD}).status_code == 303
    assert client.get("/compte").status_code == 200
    assert elsewhere.get("/compte").status_code == 302
    assert sign_in(elsewhere, "Ada", NEW) == 303


def test_a_person_signs_their_other_devices_out(app: Flask, client: FlaskClient, register: Register) -> None:
    register("Ada")
    elsewhere = app.test_client()
    sign_in(client, "Ada")
    sign_in(elsewhere, "Ada")
    assert client.post("/compte/autres-appareils").status_code == 303
    assert client.get("/compte").status_code == 200
    assert elsewhere.get("/compte").status_code == 302


def test_the_account_page_keeps_name_and_language(app: Flask, client: FlaskClient, register: Register) -> None:
    ada = register("Ada")
    sign_in(client, "Ada")
    answer = client.post("/compte", data={"name": "  Ada   Lovelace ", "locale": "en"})
    assert answer.status_code == 303
    person = person_of(app, ada)
    assert (person.name, person.locale) == ("Ada Lovelace", "en")
    assert 'lang="en"' in client.get(answer.headers["Location"]).text
    assert client.post("/compte", data={"name": "", "locale": "xx"}).status_code == 422
