"""Which units are competent for a place: one query for any number of partner kinds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from care_triage.infra.db import session
from care_triage.partners.models import Absence, Coverage, Partner, Unit
from care_triage.partners.types import Candidate, Kind, level_of

Loads = Mapping[int, int]


def candidates_for(
    kinds: Collection[Kind], territory_codes: Collection[str], on: date, loads: Loads | None = None
) -> dict[Kind, tuple[Candidate, ...]]:
    """For each kind, the units whose coverage holds a commune of these codes, by slug; one query in all.

    Retired units are given too, marked inactive, so that the trace can name them. `loads` counts the open
    referrals of each unit (partners stand below cases and cannot count them).
    """
    found: dict[Kind, tuple[Candidate, ...]] = dict.fromkeys(kinds, ())
    if not kinds or not territory_codes:
        return found
    matches: dict[tuple[Kind, int], list[Any]] = defaultdict(list)
    for row in session().execute(_competent(kinds, territory_codes, on)):
        matches[row.kind, row.id].append(row)
    for (kind, _), rows in matches.items():
        found[kind] += (_candidate(rows, loads or {}),)
    return found


def candidates(
    kind: Kind, territory_codes: Collection[str], on: date, loads: Loads | None = None
) -> tuple[Candidate, ...]:
    """The competent units of one kind, by slug."""
    return candidates_for([kind], territory_codes, on, loads)[kind]


def _competent(kinds: Collection[Kind], territory_codes: Collection[str], on: date) -> Any:
    """One row for each matching coverage (and absence of the day) of a unit."""
    away = and_(Absence.unit_id == Unit.id, Absence.from_on <= on, Absence.until_on >= on)
    return (
        select(
            Partner.kind,
            Unit.id,
            Unit.slug,
            Unit.name,
            (Unit.active & Partner.active).label("active"),
            Unit.capacity,
            Coverage.code,
            Absence.from_on,
            Absence.until_on,
        )
        .join(Partner, Partner.id == Unit.partner_id)
        .join(Coverage, Coverage.unit_id == Unit.id)
        .outerjoin(Absence, away)
        .where(Partner.kind.in_(kinds), Coverage.code.in_(territory_codes))
        .order_by(Unit.slug, Coverage.code, Absence.from_on)
    )


def _candidate(rows: Iterable[Any], loads: Loads) -> Candidate:
    rows = list(rows)
    first = rows[0]
    return Candidate(
        unit_id=first.id,
        slug=first.slug,
        name=first.name,
        code=max((row.code for row in rows), key=lambda code: level_of(code).specificity),
        active=bool(first.active),
        capacity=first.capacity,
        load=loads.get(first.id, 0),
        absences=tuple({(row.from_on, row.until_on): None for row in rows if row.from_on}),
    )
