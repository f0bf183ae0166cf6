"""One batch of lines into the tables, and how far the import has come, in one transaction."""

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Table, bindparam, case, delete, false, func, insert, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import ColumnElement

from care_triage.firms.models import EstablishmentRow as Establishment
from care_triage.firms.models import FirmImportRow, FirmRow, FirmWordRow
from care_triage.firms.types import EstablishmentRow, UnitRow
from care_triage.firms.words import words_of
from care_triage.infra.db import connection, table, transactional

_FIRMS, _PLACES, _WORDS = table(FirmRow), table(Establishment), table(FirmWordRow)
_OF_WORDS = ("trade_name", "commune", "postal_code", "town", "closed_on", "is_public")
# Bound values of one statement: SQLite takes 32,766.
_MOST_ROWS = 1_000
_READERS = {
    of: (names, attrgetter(*names))
    for of in (EstablishmentRow, UnitRow)
    for names in [tuple(field.name for field in fields(of))]
}


@transactional
def keep_establishments(
    rows: Sequence[EstablishmentRow],
    units: Sequence[UnitRow],
    import_id: int,
    progress: dict[str, int],
    *,
    is_demo: bool,
) -> None:
    """Write establishments, with their firms where the file holds both."""
    for part in _parts(_last(rows, "siret")):
        _write_places(part, import_id, is_demo)
    if units:
        _write_units(_last(units, "siren"))
    _note(import_id, progress)


@transactional
def keep_units(units: Sequence[UnitRow], import_id: int, progress: dict[str, int]) -> int:
    """Write the firms of which we hold an establishment. Returns how many."""
    wanted = {unit.siren: unit for unit in units}
    known = set[str]()
    for part in _parts(sorted(wanted)):
        found = select(_PLACES.c.siren).where(_PLACES.c.siren.in_(part)).distinct()
        known.update(connection().scalars(found))
    _write_units([wanted[siren] for siren in sorted(known)])
    _note(import_id, progress)
    return len(known)


@transactional
def index_some(limit: int) -> int:
    """Write the words of establishments that changed. Returns of how many; 0 when none is left."""
    query = (
        select(_PLACES, _FIRMS.c.name.label("firm_name"), _FIRMS.c.closed_on.label("firm_closed_on"))
        .outerjoin(_FIRMS, _FIRMS.c.siren == _PLACES.c.siren)
        .where(_PLACES.c.is_stale.is_(true()))
        .order_by(_PLACES.c.siret)
        .limit(limit)
    )
    found = connection().execute(query).mappings().all()
    if not found:
        return 0
    sirets = [row["siret"] for row in found]
    for part in _parts(sirets):
        connection().execute(delete(_WORDS).where(_WORDS.c.siret.in_(part)))
        connection().execute(update(_PLACES).where(_PLACES.c.siret.in_(part)).values(is_stale=False))
    words = [word for row in found for word in _words_of(row)]
    if words:
        connection().execute(insert(_WORDS), words)
    return len(found)


def _words_of(row: Any) -> list[dict[str, Any]]:
    """Each word once, under its best rank: of the name rather than of the place."""
    if not row["is_public"]:
        return []
    rank = 1 if row["closed_on"] or row["firm_closed_on"] else 0
    found = dict.fromkeys(words_of(f"{row['town']} {row['postal_code']}"), 2)
    found |= dict.fromkeys(words_of(row["trade_name"]), rank) | dict.fromkeys(words_of(row["firm_name"] or ""), rank)
    return [{"word": word, "rank": of, "commune": row["commune"], "siret": row["siret"]} for word, of in found.items()]


def _write_places(rows: Sequence[EstablishmentRow], import_id: int, is_demo: bool) -> None:
    values = [
        {**_values(row), "siren": row.siret[:9], "is_demo": is_demo, "is_stale": True, "seen_in": import_id}
        for row in rows
    ]
    _upsert(_PLACES, "siret", values, _changed(_PLACES, _OF_WORDS))


def _write_units(units: Sequence[UnitRow]) -> None:
    for part in _parts(list(units)):
        before = {
            row.siren: (row.name, row.closed_on is None)
            for row in connection().execute(
                select(_FIRMS.c.siren, _FIRMS.c.name, _FIRMS.c.closed_on).where(
                    _FIRMS.c.siren.in_([u.siren for u in part])
                )
            )
        }
        _upsert(_FIRMS, "siren", [_values(unit) for unit in part], None)
        renamed = [unit.siren for unit in part if before.get(unit.siren) != (unit.name, unit.closed_on is None)]
        if renamed:
            connection().execute(update(_PLACES).where(_PLACES.c.siren.in_(renamed)).values(is_stale=True))


def _changed(target: Table, names: Sequence[str]) -> Any:
    """Whether the words must be made again: a second import of the same file makes none."""

    def differs(excluded: Any) -> ColumnElement[bool]:
        terms = [target.c[name].is_distinct_from(excluded[name]) for name in names]
        changed = terms[0]
        for term in terms[1:]:
            changed |= term
        return case((changed, true()), (target.c.is_stale.is_(true()), true()), else_=false())

    return differs


def _upsert(target: Table, key: str, values: Sequence[dict[str, Any]], stale: Any) -> None:
    if not values:
        return
    is_postgres = connection().dialect.name == "postgresql"
    # With its values bound one row at a time the statement is compiled once, whatever the size of a batch.
    statement: Any = (postgresql.insert if is_postgres else sqlite.insert)(target)
    changes = {name: statement.excluded[name] for name in values[0] if name != key}
    if stale is not None:
        changes["is_stale"] = stale(statement.excluded)
    connection().execute(statement.on_conflict_do_update(index_elements=[key], set_=changes), list(values))


def _note(import_id: int, progress: dict[str, int]) -> None:
    runs = table(FirmImportRow)
    connection().execute(update(runs).where(runs.c.id == bindparam("of_id")), {"of_id": import_id, **progress})


def _values(row: EstablishmentRow | UnitRow) -> dict[str, Any]:
    """The columns of a row; ten times quicker than `asdict`, which copies every value."""
    names, read = _READERS[type(row)]
    return dict(zip(names, read(row), strict=True))


def _last(rows: Sequence[Any], key: str) -> list[Any]:
    """Each key once, as its last line says it: one statement may not write a row twice."""
    return list({getattr(row, key): row for row in rows}.values())


def _parts(rows: Sequence[Any]) -> list[Any]:
    return [rows[start : start + _MOST_ROWS] for start in range(0, len(rows), _MOST_ROWS)]


def count_open(departments: Sequence[str], import_id: int) -> tuple[int, int]:
    """How many establishments are open there, and how many of them this import has not seen."""
    here = _open_in(departments)
    gone = func.sum(case((_PLACES.c.seen_in != import_id, 1), else_=0))
    total, missing = connection().execute(select(func.count(), gone).select_from(_PLACES).where(here)).one()
    return int(total), int(missing or 0)


@transactional
def close_unseen(departments: Sequence[str], import_id: int, on: Any) -> None:
    """Mark what the register no longer knows as closed."""
    unseen = _open_in(departments) & (_PLACES.c.seen_in != import_id)
    connection().execute(update(_PLACES).where(unseen).values(closed_on=on, is_stale=True))


def _open_in(departments: Sequence[str]) -> ColumnElement[bool]:
    here = _PLACES.c.closed_on.is_(None) & _PLACES.c.is_demo.is_(false())
    if not departments:
        return here
    beginnings = [_PLACES.c.commune.startswith(department, autoescape=True) for department in departments]
    covered = beginnings[0]
    for each in beginnings[1:]:
        covered |= each
    return here & covered
