"""Closed by default, open to whom the view says."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.web.access import allow, endpoint_rules, may_open

SignIn = Callable[[str], FlaskClient]


def test_a_view_that_says_nothing_is_closed_to_everybody(visitor: FlaskClient, signed_in_as: SignIn) -> None:
    assert visitor.get("/closed").status_code == 403
    assert signed_in_as("administrator").get("/closed").status_code == 403


@pytest.mark.parametrize("path", ["/open", "/owner"])
def test_open_views_need_nobody(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 200


def test_a_visitor_is_sent_to_sign_in_and_will_come_back(visitor: FlaskClient) -> None:
    answer = visitor.get("/advisers?tri=date")
    assert answer.status_code == 302
    assert answer.location == "/connexion?next=%2Fadvisers%3Ftri%3Ddate"


def test_a_fragment_sends_the_whole_page_to_sign_in(visitor: FlaskClient) -> None:
    answer = visitor.get("/advisers", headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/signed-in"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/connexion?next=%2Fsigned-in"


def test_a_program_gets_401_as_json(visitor: FlaskClient) -> None:
    answer = visitor.get("/json", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json["error"]["status"] == 401  # type: ignore[index]


@pytest.mark.parametrize(("role", "status"), [("adviser", 200), ("unit_manager", 200), ("coordinator", 403)])
def test_a_role_opens_its_views_only(signed_in_as: SignIn, role: str, status: int) -> None:
    assert signed_in_as(role).get("/advisers").status_code == status


def test_anybody_signed_in_opens_common_views(signed_in_as: SignIn) -> None:
    assert signed_in_as("agent").get("/signed-in").status_code == 200


def test_allow_without_an_audience_is_refused() -> None:
    with pytest.raises(ValueError, match="audience"):
        allow()


def test_roles_count_only_when_signed_in() -> None:
    assert not may_open(frozenset({"adviser"}), signed_in=False, roles=frozenset({"adviser"}))


def test_the_table_of_routes_names_every_audience(shell: Flask) -> None:
    table = {endpoint: (methods, sorted(names)) for endpoint, methods, _, names in endpoint_rules(shell)}
    assert table["advisers"] == ("GET,POST", ["adviser", "unit_manager"])
    assert table["closed"] == ("GET", [])
    assert table["assets.static"] == ("GET", ["everyone"])
