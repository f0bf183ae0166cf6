"""Partners and units as the data files see them, to compare before loading."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from care_triage.infra.db import session
from care_triage.partners.models import Partner, Unit
from care_triage.partners.types import CatalogueRow, PartnerFields, UnitFields


def catalogue_partners() -> dict[str, CatalogueRow]:
    """Every partner by slug, retired ones included."""
    rows = session().scalars(select(Partner).order_by(Partner.slug))
    return {row.slug: CatalogueRow(row.id, _plain(row, PartnerFields), row.applied) for row in rows}


def catalogue_units() -> dict[str, CatalogueRow]:
    """Every unit by slug, retired ones included."""
    query = select(Unit).options(selectinload(Unit.coverage), selectinload(Unit.partner)).order_by(Unit.slug)
    return {row.slug: CatalogueRow(row.id, _plain_unit(row), row.applied) for row in session().scalars(query)}


def _plain_unit(unit: Unit) -> dict[str, Any]:
    codes = [row.code for row in unit.coverage]
    return {"partner": unit.partner.slug, **_plain(unit, UnitFields), "coverage": codes}


def _plain(row: Partner | Unit, fields: type[PartnerFields] | type[UnitFields]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in fields.__slots__}
    return {**values, "active": row.active}
