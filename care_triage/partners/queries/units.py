"""Cards and opening hours of units."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select

from care_triage.infra.db import session
from care_triage.partners.errors import UnitNotFound
from care_triage.partners.models import Absence, Partner, Unit
from care_triage.partners.types import UnitCard
from care_triage.territory.business_hours import BusinessHours, parse_hours


def find_unit(unit_id: int) -> UnitCard | None:
    """The card of a unit, retired ones included."""
    return units_of([unit_id]).get(unit_id)


def get_unit(unit_id: int) -> UnitCard:
    """The card of a unit, retired ones included. Raises UnitNotFound."""
    card = find_unit(unit_id)
    if card is None:
        raise UnitNotFound
    return card


def units_of(unit_ids: Collection[int]) -> dict[int, UnitCard]:
    """The cards of these units by id, in one query; unknown ids are left out."""
    if not unit_ids:
        return {}
    rows = session().execute(cards().where(Unit.id.in_(set(unit_ids))).order_by(Unit.slug))
    return {card.unit_id: card for card in map(as_card, rows)}


def unit_ids_of_partners(partner_ids: Collection[int]) -> frozenset[int]:
    """Every unit of these partners: what a partner manager manages."""
    if not partner_ids:
        return frozenset()
    query = select(Unit.id).where(Unit.partner_id.in_(set(partner_ids))).order_by(Unit.id)
    return frozenset(session().scalars(query))


def opening_hours(unit_ids: Collection[int], since: date) -> Mapping[int, BusinessHours]:
    """When each unit works, from `since` on: its weekly slots, and the days on which it is away."""
    if not unit_ids:
        return {}
    wanted = set(unit_ids)
    away = select(Absence).where(Absence.unit_id.in_(wanted), Absence.until_on >= since).order_by(Absence.from_on)
    closed: dict[int, set[date]] = {}
    for absence in session().scalars(away):
        closed.setdefault(absence.unit_id, set()).update(_days(max(absence.from_on, since), absence.until_on))
    rows = session().execute(select(Unit.id, Unit.hours).where(Unit.id.in_(wanted)).order_by(Unit.id))
    return {unit_id: parse_hours(hours, closed.get(unit_id, ())) for unit_id, hours in rows}


def cards() -> Select[Unit, Partner]:
    """Units with what a card shows of their partner."""
    return select(Unit, Partner).join(Partner, Partner.id == Unit.partner_id)


def as_card(row: Any) -> UnitCard:
    """A row of `cards()` as a card."""
    unit, partner = row.Unit, row.Partner
    return UnitCard(
        unit_id=unit.id,
        slug=unit.slug,
        name=unit.name,
        partner_id=partner.id,
        partner_name=partner.name,
        partner_name_en=partner.name_en,
        kind=partner.kind,
        phone=unit.phone or partner.phone,
        email=unit.email,
        hours=unit.hours,
        first_answer_hours=unit.first_answer_hours,
        active=unit.active and partner.active,
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
