"""Firms by their numbers."""

from collections.abc import Sequence

from sqlalchemy import select

from care_triage.firms.queries.rows import PLACES, firms_of, selected
from care_triage.firms.types import FoundFirm
from care_triage.infra.db import connection


def has_register() -> bool:
    """Whether a register is loaded here."""
    return connection().execute(select(PLACES.c.siret).limit(1)).first() is not None


def find_by_siret(siret: str) -> FoundFirm | None:
    """The establishment of that number."""
    return next(iter(firms_of(selected().where(PLACES.c.siret == siret))), None)


def establishments_of(siren: str, limit: int, after: str = "") -> Sequence[FoundFirm]:
    """The establishments of a firm in the order of their numbers, those `after` a SIRET for the following page."""
    query = selected().where(PLACES.c.siren == siren, PLACES.c.siret > after).order_by(PLACES.c.siret).limit(limit)
    return firms_of(query)
