"""The communes that the collective serves, with all their territories."""

from collections.abc import Collection

from sqlalchemy import select

from care_triage.infra.db import session
from care_triage.territory.models import CommuneRow
from care_triage.territory.types import TerritoryLevel, territory_code


def served_communes(departments: Collection[str]) -> dict[str, frozenset[str]]:
    """Every commune of these departments: its name and INSEE code, to the codes of all its territories."""
    query = (
        select(CommuneRow)
        .where(CommuneRow.department.in_(departments), CommuneRow.parent.is_(None))
        .order_by(CommuneRow.insee)
    )
    return {f"{row.name} ({row.insee})": _codes(row) for row in session().scalars(query)}


def _codes(row: CommuneRow) -> frozenset[str]:
    pairs = (
        (TerritoryLevel.COMMUNE, row.insee),
        (TerritoryLevel.ARRONDISSEMENT, row.arrondissement),
        (TerritoryLevel.EPCI, row.epci),
        (TerritoryLevel.COURT, row.court),
        (TerritoryLevel.DEPARTMENT, row.department),
        (TerritoryLevel.REGION, row.region),
    )
    return frozenset({"fr", *(territory_code(level, code) for level, code in pairs if code)})
