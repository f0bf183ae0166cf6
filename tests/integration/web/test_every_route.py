"""One walk over every route with every role, and the table of routes frozen in `routes.txt`.

A route added on purpose: `CARE_FREEZE_ROUTES=1 python -m pytest tests/integration/web`, then read the difference.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_login import UserMixin
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from care_triage.accounts.types import Role
from care_triage.web.access import endpoint_rules, may_open, rule_of

FROZEN = Path(__file__).with_name("routes.txt")
AUDIENCES = {"everyone", "owner", "signed-in", *Role}
VISITOR = None


@dataclass
class Walker(UserMixin):  # type: ignore[misc]
    """Somebody who holds exactly one role, nowhere: the menu counts nothing for them."""

    id: str
    name: str = "Passant"
    grants: tuple[()] = ()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset({Role(self.id)})


def table(app: Flask) -> str:
    """One line a route: address, methods, endpoint, who may open it."""
    rows = [
        f"{path}  {methods}  {endpoint}  {' '.join(sorted(names)) or 'CLOSED'}"
        for endpoint, methods, path, names in endpoint_rules(app)
    ]
    return "\n".join(sorted(rows)) + "\n"


def test_the_routes_are_those_of_the_frozen_table(sqlite_app: Flask) -> None:
    if os.environ.get("CARE_FREEZE_ROUTES"):
        FROZEN.write_text(table(sqlite_app), encoding="utf-8")
    assert table(sqlite_app) == FROZEN.read_text(encoding="utf-8"), __doc__


def test_every_view_says_who_may_open_it_in_words_that_exist(sqlite_app: Flask) -> None:
    closed = [path for _, _, path, names in endpoint_rules(sqlite_app) if not names]
    unknown = [(path, names - AUDIENCES) for _, _, path, names in endpoint_rules(sqlite_app) if names - AUDIENCES]
    assert not closed
    assert not unknown


def stand_in(view: Callable[..., Any]) -> Callable[..., str]:
    """A view open to the same people, that only says it was reached."""

    def reached(**_arguments: object) -> str:
        return "reached"

    reached.__dict__.update(view.__dict__)
    return reached


@pytest.fixture
def walked(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application with its views replaced: access is what is walked."""
    for endpoint, view in list(sqlite_app.view_functions.items()):
        monkeypatch.setitem(sqlite_app.view_functions, endpoint, stand_in(view))
    monkeypatch.setattr(sqlite_app.login_manager, "_user_callback", Walker)  # type: ignore[attr-defined]
    return sqlite_app


def example(converter: BaseConverter) -> object:
    """A value that fits a place in an address."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, IntegerConverter) else "x"


def address(app: Flask, rule: Rule, method: str) -> str:
    """An address that this rule answers."""
    values = {name: example(converter) for name, converter in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=method)


def browser_of(app: Flask, role: Role | None) -> FlaskClient:
    client = app.test_client()
    if role is not VISITOR:
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = role.value, True
    return client


@pytest.mark.parametrize("role", [VISITOR, *Role], ids=lambda role: role.value if role else "visitor")
def test_a_role_opens_what_the_views_say_and_nothing_else(walked: Flask, role: Role | None) -> None:
    client, wrong = browser_of(walked, role), []
    held = frozenset({role.value}) if role else frozenset()
    for rule in walked.url_map.iter_rules():
        names = rule_of(walked, rule.endpoint)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = client.open(address(walked, rule, method), method=method, headers={"Origin": "http://localhost"})
            allowed = may_open(names, signed_in=role is not VISITOR, roles=held)
            refusal = {403} if role else {302, 401}
            if answer.status_code not in ({200} if allowed else refusal):
                wrong.append((role, method, rule.rule, answer.status_code))
    assert not wrong
