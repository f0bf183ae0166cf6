"""Create, change, adjust, retire and reopen a unit."""

from dataclasses import asdict, replace

from care_triage.accounts.types import Viewer
from care_triage.infra.db import session, transactional
from care_triage.partners.errors import MayNotManage, PartnerNotFound
from care_triage.partners.models import Partner, Unit
from care_triage.partners.policy import may_manage_partner
from care_triage.partners.service.rows import changed, locked_unit, write
from care_triage.partners.types import UnitFields, UnitTerms
from care_triage.territory.business_hours import parse_hours


@transactional
def save_unit(
    viewer: Viewer, partner_id: int, fields: UnitFields, unit_id: int | None = None, version: int | None = None
) -> int:
    """Create a unit of a partner, or change the one shown at `version`. Gives its id.

    Raises ChangedMeanwhile, SlugTaken, InvalidHours.
    """
    if not may_manage_partner(viewer, partner_id):
        raise MayNotManage
    if session().get(Partner, partner_id) is None:
        raise PartnerNotFound
    fields = replace(fields, hours=str(parse_hours(fields.hours)))
    if unit_id is None:
        unit = Unit(partner_id=partner_id, **asdict(fields))
        write(unit)
        return unit.id
    unit = locked_unit(viewer, unit_id, version)
    for name, value in asdict(fields).items():
        setattr(unit, name, value)
    changed(unit)
    return unit_id


@transactional
def adjust_unit(viewer: Viewer, unit_id: int, terms: UnitTerms, version: int | None = None) -> None:
    """What the unit's own manager sets: hours, capacity, where it is reached. Raises InvalidHours."""
    unit = locked_unit(viewer, unit_id, version)
    unit.hours = str(parse_hours(terms.hours))
    unit.capacity, unit.email, unit.phone = terms.capacity, terms.email, terms.phone
    changed(unit)


@transactional
def retire_unit(viewer: Viewer, unit_id: int) -> None:
    """Close a unit: it receives nothing more and keeps what it has. Undone by `reopen_unit`."""
    _set_active(viewer, unit_id, active=False)


@transactional
def reopen_unit(viewer: Viewer, unit_id: int) -> None:
    """Bring a closed unit back."""
    _set_active(viewer, unit_id, active=True)


def _set_active(viewer: Viewer, unit_id: int, *, active: bool) -> None:
    unit = locked_unit(viewer, unit_id)
    if not may_manage_partner(viewer, unit.partner_id):
        raise MayNotManage
    unit.active = active
    changed(unit)
