"""Who is signed in: Flask-Login, told to forget a session the moment access changes."""

import re
from typing import Final

from flask import Flask, g, session
from flask_login import LoginManager, current_user, login_user, logout_user

from care_triage.accounts import queries
from care_triage.accounts.models import Person
from care_triage.accounts.types import Viewer

# As `Person.get_id` writes it, within what an integer column can be asked.
_SESSION_ID: Final = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})")


def load_person(session_id: str) -> Person | None:
    """The person behind a session; None when their access has changed since it began."""
    found = _SESSION_ID.fullmatch(session_id)
    return queries.find_signed_in(int(found[1]), int(found[2])) if found else None


def start(person: Person) -> None:
    """Begin a session for `person`, with nothing left of the one before.

    A session that an attacker has planted dies here. The CSRF token that Flask-WTF keeps for this
    request belonged to it, and would be refused on the next form.
    """
    _forget()
    session.permanent = True
    login_user(person)


def end() -> None:
    """End the session of this browser."""
    logout_user()
    _forget()


def _forget() -> None:
    session.clear()
    g.pop("csrf_token", None)


def current_viewer() -> Viewer:
    """The person signed in, as queries and use cases want them. Only behind `@allow` of roles or SignedIn."""
    return queries.viewer_of(current_user)


def init_app(app: Flask) -> None:
    """Install Flask-Login. Sessions end after PERMANENT_SESSION_LIFETIME without a page."""
    manager = LoginManager()
    manager.login_view = "accounts.sign_in"
    # A telephone changes address between two towers: only the freshness of the session may depend on it.
    manager.session_protection = "basic"
    manager.user_loader(load_person)
    # Its own way to give templates `current_user` asks the database on every page, even on those that tell
    # that the database is down. A proxy asks when a template reads it.
    manager.init_app(app, add_context_processor=False)
    app.jinja_env.globals["current_user"] = current_user
