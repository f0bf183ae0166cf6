"""Who is behind an audience: people with an account, else the address of their unit."""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select

from care_triage.accounts import queries as accounts
from care_triage.accounts.models import Person
from care_triage.accounts.types import Recipient
from care_triage.infra.db import session
from care_triage.notifications.queries.scene import Holder, Scene
from care_triage.notifications.types import Address, Party
from care_triage.partners.models import Unit


def addresses(party: Party, scene: Scene) -> list[Address]:
    """Everyone a mail of this scene goes to: each address once, never the author's."""
    found = {address.email.lower(): address for address in reversed(_FINDERS[party](scene))}
    return [address for address in reversed(found.values()) if address.who != f"person:{scene.author_id}"]


def address_of(recipient: Recipient) -> Address:
    """The address of a person with an account."""
    return Address(f"person:{recipient.person_id}", recipient.email, recipient.locale)


def _owner(scene: Scene) -> list[Address]:
    return [scene.owner] if scene.owner else []


def _person(scene: Scene) -> list[Address]:
    return [scene.person] if scene.person else []


def _unit(scene: Scene) -> list[Address]:
    return _everybody_of(scene.unit_id)


def _holder(scene: Scene) -> list[Address]:
    return _holder_of(Holder(scene.unit_id, scene.adviser_id)) if scene.unit_id is not None else []


def _managers(scene: Scene) -> list[Address]:
    found = accounts.managers_of_unit(scene.unit_id) if scene.unit_id is not None else []
    return [address_of(manager) for manager in found] or _coordinators(scene)


def _coordinators(_scene: Scene) -> list[Address]:
    return [address_of(coordinator) for coordinator in accounts.coordinators()]


def _readers(scene: Scene) -> list[Address]:
    return _holders(scene.holders) or _coordinators(scene)


def _other_readers(scene: Scene) -> list[Address]:
    return _holders(holder for holder in scene.holders if holder.unit_id != scene.unit_id)


def _colleagues(scene: Scene) -> list[Address]:
    return _everybody_of(scene.unit_id)


def _rule_approvers(scene: Scene) -> list[Address]:
    """Nobody approves what they wrote: calling them would be for nothing."""
    return [address_of(each) for each in accounts.rule_approvers() if each.person_id not in scene.writers]


def _rule_writers(scene: Scene) -> list[Address]:
    return [address_of(each) for each in accounts.recipients(scene.writers)]


def _holders(holders: Iterable[Holder]) -> list[Address]:
    return [address for holder in holders for address in _holder_of(holder)]


def _holder_of(holder: Holder) -> list[Address]:
    """The adviser who took the referral while they are there, else their unit."""
    adviser = _active(holder.adviser_id) if holder.adviser_id is not None else None
    return [adviser] if adviser else _everybody_of(holder.unit_id)


def _active(person_id: int) -> Address | None:
    query = select(Person).where(Person.id == person_id, Person.active)
    person = session().scalar(query)
    return Address(f"person:{person.id}", person.email, person.locale) if person else None


def _everybody_of(unit_id: int | None) -> list[Address]:
    """The people of a unit; where nobody has an account, the address of the unit itself."""
    if unit_id is None:
        return []
    people = [address_of(recipient) for recipient in accounts.recipients_of_unit(unit_id)]
    return people or _mailbox_of(unit_id)


def _mailbox_of(unit_id: int) -> list[Address]:
    email = session().scalar(select(Unit.email).where(Unit.id == unit_id))
    return [Address(f"unit:{unit_id}", email)] if email else []


_FINDERS: Mapping[Party, Callable[[Scene], list[Address]]] = {
    Party.OWNER: _owner,
    Party.UNIT: _unit,
    Party.HOLDER: _holder,
    Party.MANAGERS: _managers,
    Party.COORDINATORS: _coordinators,
    Party.READERS: _readers,
    Party.OTHER_READERS: _other_readers,
    Party.COLLEAGUES: _colleagues,
    Party.PERSON: _person,
    Party.RULE_APPROVERS: _rule_approvers,
    Party.RULE_WRITERS: _rule_writers,
}
