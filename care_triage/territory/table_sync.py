"""Making a table equal to a list of rows with the fewest writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update

from care_triage.infra.db import Base, session
from care_triage.territory.types import TableChange

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TableDifference:
    """The rows to insert, to update and to delete (`removed` holds keys under their bind names)."""

    table: Table
    added: list[Row]
    changed: list[Row]
    removed: list[Row]

    @property
    def change(self) -> TableChange:
        return TableChange(self.table.name, len(self.added), len(self.changed), len(self.removed))


def compare(model: type[Base], rows: Sequence[Row]) -> TableDifference:
    """What separates the table of `model` from `rows`, which name every column."""
    table = Base.metadata.tables[model.__tablename__]
    names = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key]
    key_of, values_of = _getter(keys), _getter(names)
    present = {key_of(row): values_of(row) for row in session().execute(select(table)).mappings()}
    wanted = {key_of(row): row for row in rows}
    return TableDifference(
        table,
        added=[row for key, row in wanted.items() if key not in present],
        changed=[row for key, row in wanted.items() if key in present and present[key] != values_of(row)],
        # Backwards, so that an arrondissement goes before the commune that is its parent.
        removed=[_bound(keys, key) for key in sorted(present.keys() - wanted.keys(), reverse=True)],
    )


def write_rows(difference: TableDifference) -> None:
    """Insert and update."""
    table = difference.table
    if difference.added:
        session().execute(insert(table), difference.added)
    if difference.changed:
        keys = [column.name for column in table.primary_key]
        values: Row = {column.name: bindparam(column.name) for column in table.columns if not column.primary_key}
        rows = [row | _bound(keys, _getter(keys)(row)) for row in difference.changed]
        session().connection().execute(_where_key(update(table), table).values(values), rows)


def remove_rows(difference: TableDifference) -> None:
    """Delete."""
    if difference.removed:
        session().connection().execute(_where_key(delete(difference.table), difference.table), difference.removed)


def _where_key(statement: Any, table: Table) -> Any:
    return statement.where(*(column == bindparam(f"key_{column.name}") for column in table.primary_key))


def _getter(names: list[str]) -> Any:
    """Gives a tuple even for one name, unlike itemgetter."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: (row[names[0]],)


def _bound(keys: list[str], values: tuple[Any, ...]) -> Row:
    return {f"key_{name}": value for name, value in zip(keys, values, strict=True)}
