"""The shell alone: no feature, no database, a person who is whoever the test says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, Response, jsonify, render_template, request
from flask.testing import FlaskClient
from flask_login import LoginManager, UserMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from wtforms.fields import PasswordField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from care_triage import web
from care_triage.infra.errors import Conflict
from care_triage.web.access import Everyone, Owner, SignedIn, allow
from care_triage.web.forms import CareForm

HOME = "Referer", "http://localhost/formulaire"


class StoryForm(CareForm):
    """A form as a feature would write it."""

    story = TextAreaField("Racontez-nous", [InputRequired()])
    debts = RadioField("Des dettes ?", choices=[SelectChoice("yes", "Oui, hélas"), SelectChoice("no", "Non")])
    password = PasswordField("Mot de passe")
    town = StringField("Commune")


@dataclass
class Person(UserMixin):  # type: ignore[misc]
    """Somebody signed in; the identity is their only role."""

    id: str

    @property
    def roles(self) -> frozenset[str]:
        return frozenset({self.id})

    @property
    def name(self) -> str:
        return f"Personne {self.id}"


def _add_views(app: Flask) -> None:
    @app.get("/closed")
    def closed() -> str:
        return "said nothing"

    @app.get("/open")
    @allow(Everyone)
    def open_to_all() -> str:
        return render_template("layout.html", title="Ouvert")

    @app.get("/owner")
    @allow(Owner)
    def owner() -> str:
        return "link"

    @app.get("/signed-in")
    @allow(SignedIn)
    def signed_in() -> str:
        return render_template("layout.html", title="Dedans")

    @app.route("/advisers", methods=["GET", "POST"])
    @allow("adviser", "unit_manager")
    def advisers() -> str:
        return f"got {request.form.get('story', '')}"


def _add_forms_and_faults(app: Flask) -> None:
    @app.route("/formulaire", methods=["GET", "POST"])
    @allow(Everyone)
    def fill() -> str:
        form = StoryForm()
        return f"accepted {form.story.data}" if form.validate_on_submit() else str(form.hidden_tag())

    @app.get("/fault/<kind>")
    @allow(Everyone)
    def fault(kind: str) -> str:
        raise {
            "conflict": Conflict(),
            "database": OperationalError("select", {}, Exception("gone")),
            "bug": ZeroDivisionError("secret detail"),
            "csrf": CSRFError(),
        }[kind]

    @app.get("/json")
    @allow(SignedIn)
    def data() -> Response:
        return jsonify(ok=True)


@pytest.fixture
def shell() -> Flask:
    """An application made of the shell and a few views."""
    app = Flask("care_triage.app", static_folder=None)
    app.config.update(
        SECRET_KEY="guards nothing",
        TESTING=True,
        # As in production: an unforeseen error becomes a page.
        PROPAGATE_EXCEPTIONS=False,
        PUBLIC_URL="https://care.example.org",
        COLLECTIVE_PHONE="04 65 71 20 26",
        REDIS_URL="unix:///nowhere.sock",
        WTF_CSRF_TIME_LIMIT=None,
    )
    LoginManager(app).user_loader(Person)
    web.init_app(app)
    _add_views(app)
    _add_forms_and_faults(app)
    return app


@pytest.fixture
def visitor(shell: Flask) -> FlaskClient:
    """A visitor without an account."""
    return shell.test_client()


@pytest.fixture
def signed_in_as(shell: Flask) -> Callable[[str], FlaskClient]:
    """A browser whose person holds one role."""

    def sign_in(role: str) -> FlaskClient:
        client = shell.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = role
            session["_fresh"] = True
        return client

    return sign_in


@pytest.fixture
def in_page(shell: Flask) -> Iterator[None]:
    """Inside a request, to render or translate."""
    with shell.test_request_context("/open"):
        yield
