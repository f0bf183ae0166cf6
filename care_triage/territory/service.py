"""Filling the tables of places from the source: only what differs is written; the same source twice writes nothing."""

from pathlib import Path

from sqlalchemy import func, select

from care_triage.infra.clock import now
from care_triage.infra.db import session, transactional
from care_triage.territory.models import (
    AreaRow,
    CommuneNameRow,
    CommuneRow,
    FormerCommuneRow,
    PostalCodeRow,
    TerritoryLoadRow,
)
from care_triage.territory.source import TerritorySource, read_source, source_digest
from care_triage.territory.table_sync import TableDifference, compare, remove_rows, write_rows
from care_triage.territory.types import LoadSummary, TableChange


@transactional
def load_territory(folder: Path) -> LoadSummary:
    """Make the tables say what `folder` says. Quick when it was already loaded; TerritorySourceMissing without it."""
    digest = source_digest(folder)
    if _loaded_digest() == digest:
        return _summary(())
    differences = _differences(read_source(folder))
    # Parents are written before their children and removed after them.
    for difference in differences:
        write_rows(difference)
    for difference in reversed(differences):
        remove_rows(difference)
    session().merge(TerritoryLoadRow(id=1, digest=digest, loaded_at=now()))
    return _summary(tuple(difference.change for difference in differences))


def plan_territory(folder: Path) -> LoadSummary:
    """What `load_territory` would write, without writing it; the counts are those of today's tables."""
    if _loaded_digest() == source_digest(folder):
        return _summary(())
    return _summary(tuple(difference.change for difference in _differences(read_source(folder))))


def _differences(source: TerritorySource) -> tuple[TableDifference, ...]:
    return (
        compare(AreaRow, source.areas),
        compare(CommuneRow, source.communes),
        compare(CommuneNameRow, source.names),
        compare(PostalCodeRow, source.postal_codes),
        compare(FormerCommuneRow, source.former),
    )


def _loaded_digest() -> str | None:
    return session().execute(select(TerritoryLoadRow.digest)).scalar_one_or_none()


def _summary(changes: tuple[TableChange, ...]) -> LoadSummary:
    communes, districts = session().execute(select(func.count(), func.count(CommuneRow.parent))).one()
    codes = session().execute(select(func.count(PostalCodeRow.code.distinct()))).scalar_one()
    return LoadSummary(communes - districts, districts, codes, changes)
