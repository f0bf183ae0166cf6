"""Rows of partners and units as use cases take hold of them: locked, permitted, at the version that was shown."""

from sqlalchemy.exc import IntegrityError

from care_triage.accounts.types import Viewer
from care_triage.infra.db import session
from care_triage.partners.errors import ChangedMeanwhile, MayNotManage, PartnerNotFound, SlugTaken, UnitNotFound
from care_triage.partners.models import Partner, Unit
from care_triage.partners.policy import may_manage_directory, may_manage_partner, may_manage_unit
from care_triage.territory.place_text import search_name


def need_directory(viewer: Viewer) -> None:
    """Raises MayNotManage unless the viewer may change the whole directory."""
    if not may_manage_directory(viewer):
        raise MayNotManage


def locked_partner(viewer: Viewer, partner_id: int, version: int | None) -> Partner:
    """A partner that the viewer may change; `version` is the one shown to them, None skips the comparison."""
    partner = session().get(Partner, partner_id, with_for_update=True, populate_existing=True)
    if partner is None:
        raise PartnerNotFound
    if not may_manage_partner(viewer, partner_id):
        raise MayNotManage
    _at_version(partner, version)
    return partner


def locked_unit(viewer: Viewer, unit_id: int, version: int | None = None) -> Unit:
    """A unit that the viewer may change; `version` as for partners."""
    unit = session().get(Unit, unit_id, with_for_update=True, populate_existing=True)
    if unit is None:
        raise UnitNotFound
    if not may_manage_unit(viewer, unit_id, unit.partner_id):
        raise MayNotManage
    _at_version(unit, version)
    return unit


def _at_version(row: Partner | Unit, version: int | None) -> None:
    if version is not None and row.version != version:
        raise ChangedMeanwhile(name=row.name)


def changed(row: Partner | Unit) -> None:
    """Write the row; the next person who saves an older page is told."""
    row.version = (row.version or 0) + 1
    write(row)


def write(row: Partner | Unit) -> None:
    """Write the row with its search text. Raises SlugTaken."""
    names = (row.name, row.name_en or "") if isinstance(row, Partner) else (row.name,)
    row.search_text = " ".join(search_name(name) for name in names if name)
    session().add(row)
    try:
        session().flush()
    except IntegrityError as error:
        if "slug" not in str(error.orig):
            raise
        raise SlugTaken(slug=row.slug) from error
