"""Keyset pages: the next page begins after the last row shown, however long the list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from care_triage.caseboard.types import Place
from care_triage.infra.db import session

Column = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Order:
    """How a list is sorted: by `key` (never null), then by `id`. `read` turns the text of a Place into a key."""

    key: Column
    id: Column
    read: type[date] | type[datetime]
    descending: bool = False


@dataclass(frozen=True)
class Window:
    """The rows of one page, and where its neighbours begin."""

    rows: Sequence[Any]
    following: Place | None
    preceding: Place | None


def window(query: Select[Any], order: Order, start: Place | None, size: int) -> Window:
    """One page of `query`. A start that cannot be read is the first page."""
    backwards = start is not None and start.backwards
    beyond = _beyond(order, start)
    if beyond is None:
        start, backwards = None, False
    else:
        query = query.where(beyond)
    keyed = query.add_columns(order.key.label("sort_key"), order.id.label("sort_id"))
    sorts = [column.desc() if order.descending != backwards else column.asc() for column in (order.key, order.id)]
    found = session().execute(keyed.order_by(*sorts).limit(size + 1)).all()
    more, rows = len(found) > size, list(found[:size])
    if backwards:
        rows.reverse()
    return Window(
        rows,
        _place(rows[-1], backwards=False) if rows and (more or backwards) else None,
        _place(rows[0], backwards=True) if rows and (more if backwards else start is not None) else None,
    )


def _beyond(order: Order, start: Place | None) -> ColumnElement[bool] | None:
    if start is None:
        return None
    try:
        key = order.read.fromisoformat(start.key)
    except ValueError:
        return None
    if isinstance(key, datetime) and key.tzinfo is None:
        return None
    here, there = tuple_(order.key, order.id), tuple_(literal(key, order.key.type), literal(start.id))
    return here < there if order.descending != start.backwards else here > there


def _place(row: Any, *, backwards: bool) -> Place:
    return Place(row.sort_key.isoformat(), row.sort_id, backwards)
