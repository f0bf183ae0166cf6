"""Signing in, choosing and changing a password, ending sessions."""

from care_triage.accounts import links, queries
from care_triage.accounts.errors import LinkExpired, SignInRefused, WrongPassword
from care_triage.accounts.events import PasswordChanged, PasswordResetRequested
from care_triage.accounts.models import Person
from care_triage.accounts.policy import LONGEST_PASSWORD, password_problem
from care_triage.accounts.service import hashing
from care_triage.accounts.types import Standing
from care_triage.infra import clock
from care_triage.infra.db import transactional
from care_triage.infra.outbox import publish


def sign_in(email: str, password: str) -> Person:
    """The person whose password this is. Raises SignInRefused (always the same) or SignInBusy."""
    person = queries.find_person_by_email(email)
    # The hash is computed before the transaction: it would make every writer of SQLite wait.
    stored = person.password_hash if person and person.active else None
    if len(password) > LONGEST_PASSWORD or not hashing.verify(stored, password) or person is None or stored is None:
        raise SignInRefused
    renewed = hashing.hash_password(password) if hashing.is_outdated(stored) else None
    return _note_sign_in(person.id, person.session_version, renewed)


@transactional
def _note_sign_in(person_id: int, version: int, renewed_hash: str | None) -> Person:
    person = queries.lock_person(person_id)
    # Deactivated, or the password changed, while the hash was computed.
    if not person.active or person.session_version != version:
        raise SignInRefused
    person.last_sign_in_at = clock.now()
    if renewed_hash is not None:
        person.password_hash = renewed_hash
    return person


def check_password_link(token: str) -> Person:
    """The person who may choose a password with this link. Raises LinkExpired."""
    key = links.read_password_token(token)
    return _still_good(queries.find_person(key.person_id), key.version)


def set_password(token: str, password: str) -> Person:
    """Choose a password by a link, once; the account opens. Raises LinkExpired or WeakPassword."""
    person = check_password_link(token)
    return _set_by_link(person.id, person.session_version, _accepted_hash(person, password))


@transactional
def _set_by_link(person_id: int, version: int, password_hash: str) -> Person:
    person = _still_good(queries.lock_person(person_id), version)
    _renew(person, password_hash)
    person.active = True
    return person


def change_password(person_id: int, current: str, new: str) -> Person:
    """Replace one's own password; every other session ends. Raises WrongPassword or WeakPassword."""
    person = queries.get_person(person_id)
    if len(current) > LONGEST_PASSWORD or not hashing.verify(person.password_hash, current):
        raise WrongPassword
    return _replace_password(person.id, person.session_version, _accepted_hash(person, new))


@transactional
def _replace_password(person_id: int, version: int, password_hash: str) -> Person:
    person = queries.lock_person(person_id)
    if not person.active or person.session_version != version:
        raise WrongPassword
    _renew(person, password_hash)
    return person


@transactional
def request_password_reset(email: str) -> None:
    """Owe a link to the person with this address; does as little, and says as little, when there is none."""
    person = queries.find_person_by_email(email)
    if person is not None and person.standing is not Standing.DEACTIVATED:
        publish(PasswordResetRequested(person.id))


@transactional
def end_sessions(person_id: int) -> Person:
    """Sign a person out on every device."""
    person = queries.lock_person(person_id)
    person.session_version += 1
    return person


def _still_good(person: Person | None, version: int) -> Person:
    if person is None or person.standing is Standing.DEACTIVATED or person.session_version != version:
        raise LinkExpired
    return person


def _accepted_hash(person: Person, password: str) -> str:
    problem = password_problem(password, (person.name, person.email))
    if problem is not None:
        raise problem
    return hashing.hash_password(password)


def _renew(person: Person, password_hash: str) -> None:
    person.password_hash = password_hash
    person.session_version += 1
    publish(PasswordChanged(person.id))
