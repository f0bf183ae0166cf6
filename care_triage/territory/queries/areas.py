"""The names of territories above the commune."""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from care_triage.infra.db import session
from care_triage.territory.models import AreaRow, CommuneRow
from care_triage.territory.types import TerritoryLevel, split_territory_code

# What a coverage form receives may hold characters that a database refuses to compare.
_BARE_CODE = re.compile("[0-9A-Za-z-]{0,40}")


def find_area_name(code: str) -> str | None:
    """The name of a territory code (`epci:200035731`), None when there is no such territory."""
    try:
        level, bare = split_territory_code(code)
    except ValueError:
        return None
    if not _BARE_CODE.fullmatch(bare):
        return None
    if level is TerritoryLevel.FRANCE:
        return "France"
    if level is TerritoryLevel.COMMUNE:
        return session().execute(select(CommuneRow.name).where(CommuneRow.insee == bare)).scalar_one_or_none()
    area = select(AreaRow.name).where(AreaRow.kind == level.value, AreaRow.code == bare)
    return session().execute(area).scalar_one_or_none()


def unknown_territories(codes: Iterable[str]) -> Sequence[str]:
    """Those of `codes` that name no territory: what a loader of coverage must refuse."""
    return [code for code in sorted(set(codes)) if find_area_name(code) is None]
