"""The directory of partners and the pages about one partner and one unit."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import exists, select

from care_triage.infra.db import session
from care_triage.partners.errors import PartnerNotFound, UnitNotFound
from care_triage.partners.models import Absence, Coverage, Partner, Unit
from care_triage.partners.queries.areas import area_names
from care_triage.partners.queries.units import as_card, cards
from care_triage.partners.types import (
    AbsenceRow,
    Area,
    DirectoryFilter,
    DirectoryRow,
    PartnerFields,
    PartnerPage,
    UnitCard,
    UnitFields,
    UnitPage,
)
from care_triage.territory.place_text import search_name


def directory(wanted: DirectoryFilter) -> Sequence[DirectoryRow]:
    """Partners that match, by name, each with its units; three queries however many there are."""
    query = select(Partner).order_by(Partner.name, Partner.id)
    if wanted.kind:
        query = query.where(Partner.kind == wanted.kind)
    if not wanted.with_retired:
        query = query.where(Partner.active)
    for word in search_name(wanted.text).split():
        in_a_unit = exists().where(Unit.partner_id == Partner.id, Unit.search_text.contains(word, autoescape=True))
        query = query.where(Partner.search_text.contains(word, autoescape=True) | in_a_unit)
    if wanted.territory_codes:
        covering = select(Unit.partner_id).join(Coverage).where(Coverage.code.in_(wanted.territory_codes))
        query = query.where(Partner.id.in_(covering))
    partners = session().scalars(query).all()
    units = _units_by_partner([partner.id for partner in partners], wanted.with_retired)
    return [_row(partner, units[partner.id]) for partner in partners]


def _units_by_partner(partner_ids: Collection[int], with_retired: bool) -> dict[int, list[UnitCard]]:
    found: dict[int, list[UnitCard]] = defaultdict(list)
    query = cards().where(Unit.partner_id.in_(partner_ids)).order_by(Unit.name, Unit.id)
    for card in map(as_card, session().execute(query if with_retired else query.where(Unit.active))):
        found[card.partner_id].append(card)
    return found


def _row(partner: Partner, units: Sequence[UnitCard]) -> DirectoryRow:
    return DirectoryRow(
        partner_id=partner.id,
        name=partner.name,
        name_en=partner.name_en,
        kind=partner.kind,
        status=partner.status,
        active=partner.active,
        units=tuple(units),
    )


def get_partner_page(partner_id: int) -> PartnerPage:
    """Everything about one partner, with all its units. Raises PartnerNotFound."""
    partner = session().get(Partner, partner_id)
    if partner is None:
        raise PartnerNotFound
    fields = PartnerFields(**{name: getattr(partner, name) for name in PartnerFields.__slots__})
    units = _units_by_partner([partner_id], with_retired=True)[partner_id]
    return PartnerPage(partner.id, partner.version, partner.active, fields, tuple(units))


def get_unit_page(unit_id: int, on: date) -> UnitPage:
    """Everything about one unit: what it covers, and its absences that are not over. Raises UnitNotFound."""
    row = session().execute(cards().where(Unit.id == unit_id)).one_or_none()
    if row is None:
        raise UnitNotFound
    unit = row.Unit
    fields = UnitFields(**{name: getattr(unit, name) for name in UnitFields.__slots__})
    return UnitPage(as_card(row), unit.version, unit.active, fields, _coverage(unit_id), _absences(unit_id, on))


def _coverage(unit_id: int) -> tuple[Area, ...]:
    codes = session().scalars(select(Coverage.code).where(Coverage.unit_id == unit_id).order_by(Coverage.code)).all()
    names = area_names(codes)
    return tuple(Area(code, names.get(code, code)) for code in codes)


def _absences(unit_id: int, on: date) -> tuple[AbsenceRow, ...]:
    query = select(Absence).where(Absence.unit_id == unit_id, Absence.until_on >= on).order_by(Absence.from_on)
    return tuple(AbsenceRow(row.id, row.from_on, row.until_on, row.note) for row in session().scalars(query))
