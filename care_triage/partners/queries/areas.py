"""Territories that a unit may cover: their names, and a search for the picker of coverage."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from care_triage.infra.db import session
from care_triage.partners.types import Area
from care_triage.territory.models import AreaRow, CommuneRow
from care_triage.territory.place_text import search_name
from care_triage.territory.queries import search_communes
from care_triage.territory.types import TerritoryLevel, split_territory_code, territory_code


def area_names(codes: Collection[str]) -> dict[str, str]:
    """The name of each territory code, at most two queries; an unknown code is left out."""
    pairs = {split_territory_code(code) for code in codes if code != "fr"}
    communes = {bare for level, bare in pairs if level is TerritoryLevel.COMMUNE}
    others = {bare for level, bare in pairs if level is not TerritoryLevel.COMMUNE}
    names = {"fr": "France"} if "fr" in codes else {}
    if others:
        rows = session().execute(select(AreaRow).where(AreaRow.code.in_(others)).order_by(AreaRow.kind, AreaRow.code))
        found = {f"{area.kind}:{area.code}": area.name for area in rows.scalars()}
        names |= {code: name for code, name in found.items() if code in codes}
    if communes:
        rows_of_communes = session().execute(
            select(CommuneRow.insee, CommuneRow.name).where(CommuneRow.insee.in_(communes)).order_by(CommuneRow.insee)
        )
        names |= {territory_code(TerritoryLevel.COMMUNE, insee): name for insee, name in rows_of_communes}
    return names


def search_areas(text: str, limit: int = 12) -> Sequence[Area]:
    """Courts, EPCI, arrondissements, departments and regions whose name holds `text`, then communes.

    A department's or an EPCI's own code finds it too.
    """
    wanted = search_name(text)
    if not wanted:
        return []
    # Some two thousand areas: their names are compared here, the way names of communes are.
    areas = session().scalars(select(AreaRow).order_by(AreaRow.name, AreaRow.code))
    found = [
        Area(f"{area.kind}:{area.code}", area.name)
        for area in areas
        if wanted in search_name(area.name) or wanted == area.code.lower()
    ]
    found.sort(key=lambda area: (search_name(area.name) != wanted, area.level.specificity, area.name))
    communes = [
        Area(territory_code(TerritoryLevel.COMMUNE, commune.insee), commune.long_label)
        for commune in search_communes(text, limit)
        if commune.parent is None
    ]
    return [*found[:limit], *communes[:limit]]
