"""Communes by INSEE code, by postal code and by exact name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from care_triage.infra.db import session
from care_triage.territory.errors import CommuneNotFound
from care_triage.territory.models import AreaRow, CommuneNameRow, CommuneRow, FormerCommuneRow, PostalCodeRow
from care_triage.territory.types import Commune, NameRank, TerritoryLevel

# Beyond this number of codes none of them stands for the town: `Lyon (69)`, but `Saint-Étienne (42000)`.
_CODES_OF_A_TOWN = 3
# What is typed by hand may hold characters that a database refuses to compare.
_INSEE = re.compile("[0-9][0-9AB][0-9]{3}")
_POSTAL_CODE = re.compile("[0-9]{5}")


def find_commune(insee: str) -> Commune | None:
    """The commune or municipal arrondissement of that code; a former commune gives the one of today."""
    code = insee.strip().upper()
    if not _INSEE.fullmatch(code):
        return None
    return _first([code]) or _first(_present_codes(code))


def get_commune(insee: str) -> Commune:
    """Like `find_commune`; CommuneNotFound when there is none."""
    commune = find_commune(insee)
    if commune is None:
        raise CommuneNotFound(insee=insee)
    return commune


def communes_of_postal_code(code: str) -> Sequence[Commune]:
    """The places a postal code serves, largest first; `69003` gives Lyon 3e and not Lyon besides."""
    if not _POSTAL_CODE.fullmatch(code):
        return []
    served = select(PostalCodeRow.insee).where(PostalCodeRow.code == code)
    district = aliased(CommuneRow)
    covered = select(district.parent).where(district.insee.in_(served), district.parent.is_not(None))
    rows = _communes(CommuneRow.insee.in_(served), CommuneRow.insee.not_in(covered))
    return [as_asked(commune, code) for commune in rows]


def communes_named(name: str, limit: int = 50) -> Sequence[Commune]:
    """The communes that bear exactly this search name, now or formerly; today's names win, largest first."""
    ranks = (
        session()
        .execute(
            select(CommuneNameRow.insee, CommuneNameRow.rank)
            .where(CommuneNameRow.search_name == name, CommuneNameRow.rank != NameRank.INNER.value)
            .order_by(CommuneNameRow.rank, CommuneNameRow.population.desc(), CommuneNameRow.insee)
            .limit(limit)
        )
        .all()
    )
    present = [insee for insee, rank in ranks if rank != NameRank.FORMER]
    return in_order(present or [insee for insee, _ in ranks])


def in_order(codes: Sequence[str]) -> Sequence[Commune]:
    """The communes of these codes, in the order of the codes."""
    if not codes:
        return []
    found = {commune.insee: commune for commune in _communes(CommuneRow.insee.in_(codes))}
    return [found[code] for code in dict.fromkeys(codes) if code in found]


def as_asked(commune: Commune, code: str) -> Commune:
    """The same place, labelled with the postal code it was asked by when that is one of its own."""
    return replace(commune, postal_code=code) if code in commune.postal_codes else commune


def _communes(*conditions: ColumnElement[bool]) -> Sequence[Commune]:
    is_department = and_(AreaRow.kind == TerritoryLevel.DEPARTMENT.value, AreaRow.code == CommuneRow.department)
    statement = (
        select(CommuneRow, AreaRow.name)
        .outerjoin(AreaRow, is_department)
        .where(*conditions)
        .order_by(CommuneRow.population.desc(), CommuneRow.insee)
    )
    return [_commune(row, department) for row, department in session().execute(statement)]


def _commune(row: CommuneRow, department_name: str | None) -> Commune:
    codes = tuple(row.postal_codes.split())
    return Commune(
        insee=row.insee,
        name=row.name,
        department=row.department,
        department_name=department_name or row.department,
        region=row.region,
        population=row.population,
        parent=row.parent,
        arrondissement=row.arrondissement,
        epci=row.epci,
        court=row.court,
        postal_codes=codes,
        postal_code=codes[0] if 0 < len(codes) <= _CODES_OF_A_TOWN else None,
    )


def _first(codes: Sequence[str]) -> Commune | None:
    return next(iter(in_order(codes)), None)


def _present_codes(former: str) -> Sequence[str]:
    return session().execute(select(FormerCommuneRow.current).where(FormerCommuneRow.insee == former)).scalars().all()
