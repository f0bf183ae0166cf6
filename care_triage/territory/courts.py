"""The commercial courts and the communes each serves, read from `data/territory/courts.toml`."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from care_triage.territory.types import Court

COURTS_FILE = Path(__file__).resolve().parent.parent / "data" / "territory" / "courts.toml"


@lru_cache(maxsize=1)
def courts() -> Mapping[str, Court]:
    """The courts by slug, in the order of the file."""
    with COURTS_FILE.open("rb") as file:
        rows = tomllib.load(file)["court"]
    return MappingProxyType({row["slug"]: _court(row) for row in rows})


def find_court(slug: str) -> Court | None:
    """The court of that slug, e.g. `villefranche-tarare`."""
    return courts().get(slug)


def court_of(insee: str, arrondissement: str | None) -> str | None:
    """Slug of the court of a commune: where it is listed, else the one of its arrondissement."""
    listed, by_arrondissement = _areas()
    return listed.get(insee) or by_arrondissement.get(arrondissement or "")


def is_confirmed(insee: str) -> bool:
    """False for a commune whose court two sources give differently: it is not shown as verified."""
    return not any(insee in court.to_confirm for court in courts().values())


@lru_cache(maxsize=1)
def _areas() -> tuple[Mapping[str, str], Mapping[str, str]]:
    listed = {insee: court.slug for court in courts().values() for insee in court.communes}
    whole = {code: court.slug for court in courts().values() for code in court.arrondissements}
    return listed, whole


def _court(row: dict[str, Any]) -> Court:
    return Court(
        slug=row["slug"],
        seat=row["seat"],
        judicial_courts=tuple(row["judicial_courts"]),
        arrondissements=frozenset(row["arrondissements"]),
        communes=frozenset(row.get("communes", ())),
        to_confirm=frozenset(row.get("to_confirm", ())),
        economic_from=row.get("economic_from"),
        economic_until=row.get("economic_until"),
        law=row["law"],
        status=row["status"],
    )
