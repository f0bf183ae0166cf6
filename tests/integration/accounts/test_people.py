"""People, their roles, and who may change them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from care_triage.accounts import queries, service
from care_triage.accounts.errors import (
    EmailTaken,
    InvalidPerson,
    LastAdministrator,
    MayNotGrant,
    MayNotManage,
    PersonNotFound,
    WrongScope,
)
from care_triage.accounts.models import Grant
from care_triage.accounts.session import load_person
from care_triage.accounts.types import SYSTEM, Recipient, Role, Viewer
from care_triage.infra.db import db, session, transactional
from tests.integration.accounts.conftest import PASSWORD, Place, Register, person_of, sign_in

COORDINATOR = Viewer(0, "C", frozenset({Role.COORDINATOR}))


def test_a_viewer_carries_units_and_partners_of_the_person(app: Flask, register: Register, place: Place) -> None:
    ada = register("Ada", Role.AGENT)
    with app.app_context():
        service.grant_role(SYSTEM, ada, Role.UNIT_MANAGER, unit_id=place.unit_id)
        service.grant_role(SYSTEM, ada, Role.PARTNER_MANAGER, partner_id=place.partner_id)
        viewer = queries.viewer_of(queries.get_person(ada))
        assert viewer == Viewer(
            ada, "Ada", frozenset({Role.AGENT, Role.UNIT_MANAGER, Role.PARTNER_MANAGER}),
            frozenset({place.unit_id}), frozenset({place.unit_id}), frozenset({place.partner_id}),
        )  # fmt: skip
        assert [(held.role, held.place) for held in queries.roles_held(ada)] == [
            (Role.AGENT, None),
            (Role.UNIT_MANAGER, "Urssaf de Lyon"),
            (Role.PARTNER_MANAGER, "Urssaf"),
        ]


def test_those_who_are_written_to_are_active_and_named_once(app: Flask, register: Register, place: Place) -> None:
    ada, bea, eve = register("Ada"), register("Bea"), register("Eve", Role.COORDINATOR)
    with app.app_context():
        for person_id, role in (
            (bea, Role.ADVISER),
            (bea, Role.UNIT_MANAGER),
            (ada, Role.ADVISER),
            (eve, Role.ADVISER),
        ):
            service.grant_role(SYSTEM, person_id, role, unit_id=place.unit_id)
        service.deactivate_person(SYSTEM, eve)
        assert [one.name for one in queries.recipients_of_unit(place.unit_id)] == ["Ada", "Bea"]
        assert queries.managers_of_unit(place.unit_id) == [Recipient(bea, "Bea", "bea@exemple.fr", "fr")]
        assert queries.coordinators() == []
        members = [(member.name, member.role) for member in queries.people_of_units([place.unit_id])]
        assert members == [
            ("Ada", Role.ADVISER),
            ("Bea", Role.ADVISER),
            ("Bea", Role.UNIT_MANAGER),
            ("Eve", Role.ADVISER),
        ]
        assert queries.name_of([ada, eve, 10_000]) == {ada: "Ada", eve: "Eve"}
        assert queries.people_of_units([]) == []
        assert queries.name_of([]) == {}


def test_a_role_given_twice_is_held_once(app: Flask, register: Register) -> None:
    ada = register("Ada", Role.AGENT, Role.AGENT)
    assert [grant.role for grant in person_of(app, ada).grants] == [Role.AGENT]


def test_the_database_itself_refuses_the_same_grant_twice(app: Flask, register: Register, place: Place) -> None:
    ada = register("Ada")

    @transactional
    def twice(role: Role, unit: int | None, partner: int | None) -> None:
        for _ in range(2):
            session().add(Grant(person_id=ada, role=role, unit_id=unit, partner_id=partner))

    with app.app_context():
        for scope in (
            (Role.AGENT, None, None),
            (Role.ADVISER, place.unit_id, None),
            (Role.PARTNER_MANAGER, None, place.partner_id),
        ):
            with pytest.raises(IntegrityError):
                twice(*scope)


@pytest.mark.parametrize(
    ("role", "in_unit", "for_partner"),
    [
        (Role.ADVISER, False, False),
        (Role.ADVISER, True, True),
        (Role.AGENT, True, False),
        (Role.PARTNER_MANAGER, True, False),
        (Role.COORDINATOR, False, True),
    ],
)
def test_the_database_itself_refuses_a_role_in_the_wrong_place(
    app: Flask, register: Register, place: Place, role: Role, in_unit: bool, for_partner: bool
) -> None:
    ada = register("Ada")

    @transactional
    def add() -> None:
        unit_id, partner_id = place.unit_id if in_unit else None, place.partner_id if for_partner else None
        session().add(Grant(person_id=ada, role=role, unit_id=unit_id, partner_id=partner_id))

    with app.app_context(), pytest.raises(IntegrityError):
        add()


def test_a_role_in_the_wrong_place_or_a_missing_unit_is_refused_in_words(app: Flask, register: Register) -> None:
    ada = register("Ada")
    with app.app_context():
        with pytest.raises(WrongScope):
            service.grant_role(SYSTEM, ada, Role.ADVISER)
        with pytest.raises(WrongScope):
            service.grant_role(SYSTEM, ada, Role.ADVISER, unit_id=404)
        with pytest.raises(PersonNotFound):
            service.grant_role(SYSTEM, 404, Role.AGENT)
        with pytest.raises(MayNotGrant):
            service.grant_role(COORDINATOR, ada, Role.ADMINISTRATOR)


def test_the_last_administrator_cannot_leave(app: Flask, register: Register) -> None:
    ada, bea = register("Ada", Role.ADMINISTRATOR), register("Bea", Role.ADMINISTRATOR)
    with app.app_context():
        service.revoke_role(SYSTEM, bea, Role.ADMINISTRATOR)
        with pytest.raises(LastAdministrator):
            service.revoke_role(SYSTEM, ada, Role.ADMINISTRATOR)
        with pytest.raises(LastAdministrator):
            service.deactivate_person(SYSTEM, ada)
        service.deactivate_person(SYSTEM, bea)
    assert person_of(app, ada).active


def test_a_coordinator_does_not_touch_the_account_of_an_administrator(app: Flask, register: Register) -> None:
    ada = register("Ada", Role.ADMINISTRATOR)
    with app.app_context():
        for act in (service.deactivate_person, service.reactivate_person, service.invite_again):
            with pytest.raises(MayNotManage):
                act(COORDINATOR, ada)


def test_one_address_belongs_to_one_person(app: Flask, register: Register) -> None:
    register("Ada")
    with app.app_context():
        with pytest.raises(EmailTaken):
            service.invite_person(COORDINATOR, "Autre Ada", " ADA@exemple.fr")
        with pytest.raises(InvalidPerson):
            service.invite_person(COORDINATOR, "Ada", "ada")
        with pytest.raises(InvalidPerson):
            service.invite_person(COORDINATOR, " ", "eve@exemple.fr")
        with pytest.raises(MayNotManage):
            service.invite_person(Viewer(0, "V", frozenset({Role.ADVISER})), "Eve", "eve@exemple.fr")


def test_a_coordinator_invites_and_gives_the_roles_they_may(
    app: Flask, client: FlaskClient, register: Register
) -> None:
    register("Ada", Role.COORDINATOR)
    sign_in(client, "Ada")
    page = client.get("/espace/personnes/inviter").text
    assert 'value="agent"' in page
    assert 'value="administrator"' not in page
    form = {"name": "Eve", "email": "eve@exemple.fr", "locale": "fr"}
    assert client.post("/espace/personnes/inviter", data=form | {"roles": ["administrator"]}).status_code == 422
    answer = client.post("/espace/personnes/inviter", data=form | {"roles": ["agent"]})
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).text
    assert "Téléconseiller" in page
    assert "Invitation envoyée" in page
    again = client.post("/espace/personnes/inviter", data=form)
    assert again.status_code == 422
    assert 'id="email-error"' in again.text
    assert "Eve" in client.get("/espace/personnes?q=EVE@").text
    assert "eve@exemple.fr" not in client.get("/espace/personnes?q=%25").text


def test_an_administrator_changes_roles_and_closes_and_reopens_an_account(
    app: Flask, client: FlaskClient, register: Register
) -> None:
    ada = register("Ada", Role.ADMINISTRATOR)
    eve = register("Eve", Role.AGENT)
    sign_in(client, "Ada")
    roles = {"roles": ["coordinator", "rule_author"]}
    assert client.post(f"/espace/personnes/{eve}/roles", data=roles).status_code == 303
    assert person_of(app, eve).roles == {Role.COORDINATOR, Role.RULE_AUTHOR}
    assert client.post(f"/espace/personnes/{eve}/fermer").status_code == 303
    assert sign_in(app.test_client(), "Eve") == 422
    assert client.post(f"/espace/personnes/{eve}/rouvrir").status_code == 303
    assert sign_in(app.test_client(), "Eve") == 303
    assert client.post(f"/espace/personnes/{ada}/roles", data={}).status_code == 409
    assert client.get("/espace/personnes/404").status_code == 404


@pytest.mark.parametrize("role", [Role.AGENT, Role.RULE_AUTHOR, Role.RULE_APPROVER])
def test_other_roles_do_not_see_people(client: FlaskClient, register: Register, role: Role) -> None:
    register("Ada", role)
    sign_in(client, "Ada")
    for path in ("/espace/personnes", "/espace/personnes/1", "/espace/personnes/inviter"):
        assert client.get(path).status_code == 403
    assert client.post("/espace/personnes/1/fermer").status_code == 403


def test_a_role_taken_back_closes_the_very_next_page(app: Flask, client: FlaskClient, register: Register) -> None:
    ada = register("Ada", Role.COORDINATOR)
    sign_in(client, "Ada")
    assert client.get("/espace/personnes").status_code == 200
    with app.app_context():
        service.revoke_role(SYSTEM, ada, Role.COORDINATOR)
    assert client.get("/espace/personnes").status_code == 403


def test_the_command_makes_an_administrator(app: Flask, client: FlaskClient) -> None:
    arguments = ["accounts", "create-admin", "--name", "Ada", "--email", "Ada@exemple.fr", "--password"]
    weak = app.test_cli_runner().invoke(args=[*arguments, "court"])
    assert weak.exit_code == 1
    assert "12 caractères" in weak.output
    assert app.test_cli_runner().invoke(args=[*arguments, PASSWORD]).exit_code == 0
    assert app.test_cli_runner().invoke(args=[*arguments, PASSWORD]).exit_code == 1
    assert sign_in(client, "Ada") == 303
    assert client.get("/espace/personnes").status_code == 200


def test_the_person_behind_a_page_is_read_in_one_query(app: Flask, register: Register) -> None:
    ada = register("Ada", Role.COORDINATOR, Role.AGENT)
    reads: list[str] = []

    def note(*statement: object) -> None:
        reads.extend(text for text in statement if isinstance(text, str) and text.startswith("SELECT"))

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        person = load_person(f"{ada}.1")
        assert person is not None
        assert queries.viewer_of(person).roles == {Role.COORDINATOR, Role.AGENT}
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(reads) == 1
