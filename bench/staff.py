"""Somebody of the collective, signed in: the account and the cookie of their session."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from care_triage.accounts.service.people import register_person
from care_triage.accounts.service.roles import grant_role
from care_triage.accounts.types import SYSTEM, Role


def coordinator_cookie(app: Flask) -> str:
    """Open a coordinator's account; gives what their browser sends after signing in."""
    person = register_person("Dominique Essai", "coordination@example.org", "un banc sous les tilleuls 42")
    grant_role(SYSTEM, person.id, Role.COORDINATOR)
    session = {"_user_id": person.get_id(), "_fresh": True}
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    if signer is None:
        raise RuntimeError("an application without a secret key signs nobody in")
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(session)}"
