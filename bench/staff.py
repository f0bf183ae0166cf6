"""Somebody of the collective, signed in: the account, what it may see, and the cookie of its session."""

from dataclasses import dataclass

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from care_triage.accounts.queries import get_person, viewer_of
from care_triage.accounts.service.people import register_person
from care_triage.accounts.service.roles import grant_role
from care_triage.accounts.types import SYSTEM, Role, Viewer


@dataclass(frozen=True)
class SignedIn:
    """A person as queries see them, and what their browser sends."""

    viewer: Viewer
    cookie: str


def coordinator(app: Flask) -> SignedIn:
    """Open a coordinator's account on the database of `app`, whose context is open."""
    person = register_person("Dominique Essai", "coordination@example.org", "un banc sous les tilleuls 42")
    grant_role(SYSTEM, person.id, Role.COORDINATOR)
    session = {"_user_id": person.get_id(), "_fresh": True}
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    if signer is None:
        raise RuntimeError("an application without a secret key signs nobody in")
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(session)}"
    return SignedIn(viewer_of(get_person(person.id)), cookie)
