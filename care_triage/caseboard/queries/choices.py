"""What the lists of the board's filter offer: partners with their units."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from care_triage.infra.db import session
from care_triage.partners.models import Partner, Unit


@dataclass(frozen=True, slots=True)
class PartnerChoice:
    """A partner and its units, as (id, name)."""

    partner_id: int
    name: str
    units: tuple[tuple[int, str], ...]


def partner_choices() -> Sequence[PartnerChoice]:
    """Partners that have a unit, by name, in one query; closed units too: cases have been there."""
    query = (
        select(Partner.id, Partner.name, Unit.id, Unit.name)
        .join(Unit, Unit.partner_id == Partner.id)
        .order_by(Partner.name, Partner.id, Unit.name, Unit.id)
    )
    units: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for partner_id, partner, unit_id, unit in session().execute(query):
        units.setdefault((partner_id, partner), []).append((unit_id, unit))
    return [PartnerChoice(partner_id, name, tuple(rows)) for (partner_id, name), rows in units.items()]
