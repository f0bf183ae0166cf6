"""A scene: one happening, with everything needed to find its recipients and write to them."""

from dataclasses import dataclass

from flask import current_app

from care_triage.cases.companion_types import AppointmentRow
from care_triage.cases.links import OwnerKey, owner_url
from care_triage.cases.models import Case
from care_triage.notifications.types import Address, Happening, Matter, Situation


@dataclass(frozen=True)
class Scene:
    """What happened. `occurrence` tells it from the same happening another time."""

    happening: Happening
    occurrence: str
    situation: Situation
    matter: Matter
    case_id: int | None = None
    owner: Address | None = None
    private_url: str = ""
    work_url: str = ""
    unit_id: int | None = None
    adviser_id: int | None = None
    author_id: int | None = None
    holders: tuple["Holder", ...] = ()
    person: Address | None = None
    writers: frozenset[int] = frozenset()
    meeting: AppointmentRow | None = None


@dataclass(frozen=True)
class Holder:
    """A unit at work on a case, and the adviser who took it."""

    unit_id: int
    adviser_id: int | None


def owner_of(case: Case) -> Address | None:
    """Where to write to the owner; None for one who is reached by phone."""
    return Address("owner", case.contact_email, case.locale) if case.contact_email else None


def link_of(case: Case) -> str:
    """The owner's private link."""
    return owner_url(OwnerKey(case.id, case.link_version))


def work_link(case: Case) -> str:
    """The page of a case for those who work on it; it asks them to sign in."""
    base: str = current_app.config["PUBLIC_URL"]
    return f"{base}/espace/dossiers/{case.id}"
