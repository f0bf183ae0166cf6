"""Write partners and units as the data files say; what to keep of a person's changes is decided by the caller."""

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import select

from care_triage.infra.db import Json, session, transactional
from care_triage.partners.models import Partner, Unit
from care_triage.partners.service.coverage import cover, refuse_unknown
from care_triage.partners.service.rows import changed
from care_triage.partners.types import PartnerFields, UnitFields


@transactional
def load_partner(fields: PartnerFields, *, active: bool, applied: Json) -> None:
    """Create or change the partner of that slug; `applied` is what the files say, kept to notice later changes."""
    partner = session().scalars(select(Partner).where(Partner.slug == fields.slug).with_for_update()).one_or_none()
    partner = partner or Partner(slug=fields.slug, version=0)
    for name, value in asdict(fields).items():
        setattr(partner, name, value)
    partner.active, partner.applied = active, applied
    changed(partner)


@transactional
def load_unit(partner_slug: str, fields: UnitFields, codes: Collection[str], *, active: bool, applied: Json) -> None:
    """Create or change the unit of that slug and what it covers. Raises UnknownTerritory."""
    refuse_unknown(codes)
    unit = session().scalars(select(Unit).where(Unit.slug == fields.slug).with_for_update()).one_or_none()
    unit = unit or Unit(slug=fields.slug, version=0)
    unit.partner_id = session().scalars(select(Partner.id).where(Partner.slug == partner_slug)).one()
    for name, value in asdict(fields).items():
        setattr(unit, name, value)
    unit.active, unit.applied = active, applied
    cover(unit, codes)
    changed(unit)
