"""An establishment with the name of its firm, as one plain value."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from care_triage.firms.models import EstablishmentRow, FirmRow
from care_triage.firms.types import FoundFirm
from care_triage.infra.db import connection, table

PLACES, FIRMS = table(EstablishmentRow), table(FirmRow)


def selected() -> Select[Any]:
    """Every column a found firm is made of."""
    place, firm = PLACES.c, FIRMS.c
    return select(
        place.siret, firm.name, place.trade_name, place.activity, firm.activity.label("firm_activity"),
        firm.legal_category, firm.staff_band, place.staff_band.label("place_band"), place.commune, place.postal_code,
        place.town, place.street, firm.created_on, place.created_on.label("place_created_on"), place.closed_on,
        firm.closed_on.label("firm_closed_on"), place.is_head_office, place.is_craft, place.is_public,
        firm.is_public.label("firm_is_public"), place.is_demo,
    ).select_from(PLACES.outerjoin(FIRMS, firm.siren == place.siren))  # fmt: skip


def firms_of(query: Select[Any]) -> Sequence[FoundFirm]:
    """The rows of `selected()`."""
    return [_firm(row) for row in connection().execute(query)]


def _firm(row: Any) -> FoundFirm:
    return FoundFirm(
        siret=row.siret,
        name=row.name or "",
        trade_name=row.trade_name,
        activity=row.activity or row.firm_activity or "",
        legal_category=row.legal_category or "",
        # What rules ask is the staff of the firm, wherever it works.
        staff_band=row.staff_band or row.place_band,
        commune=row.commune,
        postal_code=row.postal_code,
        town=row.town,
        street=row.street,
        created_on=row.created_on or row.place_created_on,
        closed_on=row.closed_on or row.firm_closed_on,
        is_head_office=row.is_head_office,
        is_craft=row.is_craft,
        is_public=row.is_public and row.firm_is_public is not False,
        is_demo=row.is_demo,
    )
