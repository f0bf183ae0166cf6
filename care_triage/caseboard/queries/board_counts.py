"""How many cases stand where under a filter: bounded, so that a count never costs more than a page."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, literal, select, union_all

from care_triage.accounts.types import Viewer
from care_triage.caseboard.queries.board_filter import BoardFilter, conditions
from care_triage.cases.models import Case
from care_triage.cases.types import Status
from care_triage.infra.db import session

# Nobody decides differently at 501.
MOST_COUNTED = 500
# A filter is followed through so many cases before its counts become "at least".
MOST_LOOKED_AT = 1500


@dataclass(frozen=True, slots=True)
class Count:
    """A number of cases; `at_least` when there may be more."""

    number: int
    at_least: bool = False


def count_by_status(wanted: BoardFilter, viewer: Viewer) -> dict[Status, Count]:
    """The cases under the filter by status, whatever status it asks for."""
    found = conditions(wanted.with_status(None), viewer)
    return _under_filter(found) if wanted.narrows else _of_each_status(found)


def _of_each_status(found: list[ColumnElement[bool]]) -> dict[Status, Count]:
    """The index by status counts each up to the bound."""
    parts = []
    for status in Status:
        # In the order of the index by status, which a planner might else leave for a walk through the table.
        newest = select(Case.id).where(*found, Case.status == status).order_by(Case.id.desc())
        some = newest.limit(MOST_COUNTED + 1).subquery()
        parts.append(select(literal(status.value).label("status"), func.count().label("number")).select_from(some))
    return {Status(row.status): _count(row.number) for row in session().execute(union_all(*parts))}


def _under_filter(found: list[ColumnElement[bool]]) -> dict[Status, Count]:
    """One walk through the cases that match, until there are too many to count."""
    some = select(Case.status).where(*found).limit(MOST_LOOKED_AT).subquery()
    query = select(some.c.status, func.count().label("number")).group_by(some.c.status)
    numbers = {row.status: row.number for row in session().execute(query)}
    more = sum(numbers.values()) == MOST_LOOKED_AT
    return {status: _count(numbers.get(status, 0), more=more) for status in Status}


def _count(number: int, *, more: bool = False) -> Count:
    return Count(min(number, MOST_COUNTED), at_least=more or number > MOST_COUNTED)
