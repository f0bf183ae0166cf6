"""Say for which territories a unit is competent."""

from collections.abc import Collection

from care_triage.accounts.types import Viewer
from care_triage.infra.db import transactional
from care_triage.partners.errors import UnknownTerritory
from care_triage.partners.models import Coverage, Unit
from care_triage.partners.queries import area_names
from care_triage.partners.service.rows import changed, locked_unit, need_directory
from care_triage.partners.types import level_of


@transactional
def set_coverage(viewer: Viewer, unit_id: int, codes: Collection[str], version: int | None = None) -> None:
    """Replace what a unit covers. Raises UnknownTerritory for a code that names no territory."""
    need_directory(viewer)
    unit = locked_unit(viewer, unit_id, version)
    refuse_unknown(codes)
    cover(unit, codes)
    changed(unit)


@transactional
def add_coverage(viewer: Viewer, unit_id: int, code: str) -> None:
    """Let a unit cover one more territory; twice is once. Raises UnknownTerritory."""
    need_directory(viewer)
    unit = locked_unit(viewer, unit_id)
    refuse_unknown([code])
    cover(unit, {*_codes(unit), code})
    changed(unit)


@transactional
def remove_coverage(viewer: Viewer, unit_id: int, code: str) -> None:
    """A unit no longer covers a territory; fine when it did not."""
    need_directory(viewer)
    unit = locked_unit(viewer, unit_id)
    cover(unit, _codes(unit) - {code})
    changed(unit)


def _codes(unit: Unit) -> set[str]:
    return {row.code for row in unit.coverage}


def refuse_unknown(codes: Collection[str]) -> None:
    """Raises UnknownTerritory when a code names no territory."""
    well_formed = {code for code in codes if _is_well_formed(code)}
    strangers = sorted(set(codes) - area_names(well_formed).keys())
    if strangers:
        raise UnknownTerritory(codes=", ".join(strangers))


def _is_well_formed(code: str) -> bool:
    try:
        level_of(code)
    except ValueError:
        return False
    return True


def cover(unit: Unit, codes: Collection[str]) -> None:
    """Make the rows of coverage those of `codes`; rows that stay keep their id."""
    kept = {row.code: row for row in unit.coverage}
    unit.coverage = [kept.get(code) or Coverage(code=code) for code in sorted(set(codes))]
