"""Opening, closing and describing accounts."""

from collections.abc import Collection

from sqlalchemy.exc import IntegrityError

from care_triage.accounts import queries
from care_triage.accounts.errors import EmailTaken, InvalidPerson, MayNotManage
from care_triage.accounts.events import PersonDeactivated, PersonInvited
from care_triage.accounts.models import Person
from care_triage.accounts.policy import is_email, may_invite, may_manage, password_problem
from care_triage.accounts.service import hashing
from care_triage.accounts.service.roles import grant_role, keep_an_administrator, set_collective_roles
from care_triage.accounts.types import SYSTEM, Role, Standing, Viewer
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish

LOCALES = ("fr", "en")


@transactional
def invite_person(viewer: Viewer, name: str, email: str, locale: str = "fr") -> Person:
    """Open an account without a password, and owe the link to choose one.

    Raises MayNotManage, InvalidPerson or EmailTaken.
    """
    if not may_invite(viewer):
        raise MayNotManage
    person = _add(name, email, locale)
    publish(PersonInvited(person.id))
    return person


@transactional
def invite_with_roles(viewer: Viewer, name: str, email: str, locale: str, roles: Collection[Role]) -> Person:
    """Invite somebody who holds `roles` for the whole collective. Raises what both acts raise."""
    person = invite_person(viewer, name, email, locale)
    set_collective_roles(viewer, person.id, roles)
    return person


@transactional
def register_person(name: str, email: str, password: str, locale: str = "fr") -> Person:
    """Open an account with a password and without a mail: for commands and demonstration data.

    Raises InvalidPerson, EmailTaken or WeakPassword.
    """
    if (problem := password_problem(password, (name, email))) is not None:
        raise problem
    person = _add(name, email, locale)
    person.password_hash = hashing.hash_password(password)
    person.active = True
    session().flush()
    return person


@transactional
def register_administrator(name: str, email: str, password: str) -> Person:
    """Open the account that opens all others. Raises what `register_person` raises."""
    person = register_person(name, email, password)
    grant_role(SYSTEM, person.id, Role.ADMINISTRATOR)
    return person


@transactional
def invite_again(viewer: Viewer, person_id: int) -> None:
    """Owe a fresh link to somebody who has not chosen a password yet; nothing for anybody else."""
    person = _manageable(viewer, person_id)
    if person.standing is Standing.INVITED:
        publish(PersonInvited(person.id))


@transactional
def describe_oneself(person_id: int, name: str, locale: str) -> Person:
    """Change one's own name and language. Raises InvalidPerson."""
    person = queries.lock_person(person_id)
    person.name, person.locale = _checked_name(name), _checked_locale(locale)
    return person


@transactional
def deactivate_person(viewer: Viewer, person_id: int) -> None:
    """Close an account: sessions and links end at once; name and history stay.

    Raises MayNotManage or LastAdministrator.
    """
    person = _manageable(viewer, person_id)
    if person.standing is Standing.DEACTIVATED:
        return
    keep_an_administrator(without_person=person.id)
    person.active = False
    person.deactivated_at = clock.now()
    person.session_version += 1
    publish(PersonDeactivated(person.id))


@transactional
def reactivate_person(viewer: Viewer, person_id: int) -> None:
    """Open a closed account again, with its password and roles; without a password a new link is owed."""
    person = _manageable(viewer, person_id)
    if person.standing is not Standing.DEACTIVATED:
        return
    person.deactivated_at = None
    person.active = person.password_hash is not None
    if not person.active:
        publish(PersonInvited(person.id))


def _manageable(viewer: Viewer, person_id: int) -> Person:
    person = queries.lock_person(person_id)
    if not may_manage(viewer, person.roles):
        raise MayNotManage
    return person


def _add(name: str, email: str, locale: str) -> Person:
    address = queries.normalised_email(email)
    if not is_email(address):
        raise InvalidPerson("Cette adresse mail n’est pas complète.")
    person = Person(
        name=_checked_name(name), email=address, locale=_checked_locale(locale), created_at=clock.now(), active=False
    )
    try:
        with session().begin_nested():
            session().add(person)
    except IntegrityError as error:
        raise EmailTaken from error
    return person


def _checked_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not 1 < len(tidy) <= 120:
        raise InvalidPerson("Indiquez un nom, en 120 caractères au plus.")
    return tidy


def _checked_locale(locale: str) -> str:
    if locale not in LOCALES:
        raise InvalidPerson("Choisissez le français ou l’anglais.")
    return locale
