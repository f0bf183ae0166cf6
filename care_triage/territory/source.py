"""Reading the communes of France from the files of `@etalab/decoupage-administratif` into rows of our tables."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from care_triage.territory.courts import COURTS_FILE, court_of, courts
from care_triage.territory.errors import TerritorySourceMissing
from care_triage.territory.place_text import other_names, search_name
from care_triage.territory.types import NameRank, TerritoryLevel

Row = dict[str, Any]
Records = list[dict[str, Any]]

_FILES = ("communes", "epci", "arrondissements", "departements", "regions")
# Part of the digest: raise it when the rows made from the same files change.
_READER_VERSION = "1"


@dataclass(frozen=True, slots=True)
class TerritorySource:
    """The rows of each table, parents before children."""

    communes: list[Row]
    names: list[Row]
    postal_codes: list[Row]
    former: list[Row]
    areas: list[Row]


def source_digest(folder: Path) -> str:
    """Changes when the files, the courts or the reader change; TerritorySourceMissing without files."""
    digest = hashlib.sha256(_READER_VERSION.encode())
    for path in (*(_path(folder, name) for name in _FILES), COURTS_FILE):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_source(folder: Path) -> TerritorySource:
    """Everything the tables should hold, read from `folder`."""
    records = _read(folder, "communes")
    epcis = _read(folder, "epci")
    current = [r for r in records if r["type"] == "commune-actuelle"]
    districts = [r for r in records if r["type"] == "arrondissement-municipal"]
    communes = _communes(current, districts, epcis)
    former = _former(records, current)
    return TerritorySource(
        communes=communes,
        names=list(_names(communes, former)),
        postal_codes=[{"code": c, "insee": r["insee"]} for r in communes for c in r["postal_codes"].split()],
        former=former,
        areas=list(_areas(folder, epcis)),
    )


def _path(folder: Path, name: str) -> Path:
    path = folder / f"{name}.json"
    if not path.is_file():
        raise TerritorySourceMissing(folder=str(folder))
    return path


def _read(folder: Path, name: str) -> Records:
    records: Records = json.loads(_path(folder, name).read_bytes())
    return records


def _communes(current: Records, districts: Records, epcis: Records) -> list[Row]:
    epci_of = {member["code"]: epci["code"] for epci in epcis for member in epci["membres"]}
    rows = [_commune(record, record["code"], epci_of) for record in current]
    # A municipal arrondissement stands in every jurisdiction of its commune.
    return rows + [_commune(record, record["commune"], epci_of) for record in districts]


def _commune(record: dict[str, Any], home: str, epci_of: dict[str, str]) -> Row:
    # Mayotte has an empty arrondissement, the collectivities overseas have none.
    arrondissement = record.get("arrondissement") or None
    return {
        "insee": record["code"],
        "name": record["nom"],
        "search_name": search_name(record["nom"]),
        "parent": None if home == record["code"] else home,
        "arrondissement": arrondissement,
        "epci": epci_of.get(home),
        "court": court_of(home, arrondissement),
        "department": record["departement"],
        "region": record["region"],
        "population": record.get("population", 0),
        "postal_codes": " ".join(sorted(record.get("codesPostaux", ()))),
    }


def _former(records: Records, current: Records) -> list[Row]:
    """Codes that no longer, or not alone, name a commune. Today's delegations win over history."""
    present = {record["code"] for record in current}
    rows = {
        code: {"insee": code, "current": record["code"], "name": ""}
        for record in current
        for code in record.get("anciensCodes", ())
    }
    for record in records:
        if record["type"] in {"commune-deleguee", "commune-associee"} and record["chefLieu"] in present:
            rows[record["code"]] = {"insee": record["code"], "current": record["chefLieu"], "name": record["nom"]}
    return list(rows.values())


def _names(communes: list[Row], former: list[Row]) -> Iterator[Row]:
    population = {row["insee"]: row["population"] for row in communes}
    seen: set[tuple[str, str]] = set()
    # Lower ranks first: where a commune has the same name twice the better one stays.
    pairs = sorted(chain(_present_names(communes), _former_names(former)), key=lambda pair: pair[2])
    for name, insee, rank in pairs:
        if name and (name, insee) not in seen:
            seen.add((name, insee))
            yield {"search_name": name, "insee": insee, "rank": rank.value, "population": population[insee]}


def _present_names(communes: Iterable[Row]) -> Iterator[tuple[str, str, NameRank]]:
    for row in communes:
        bare, inner = other_names(row["search_name"])
        yield row["search_name"], row["insee"], NameRank.OFFICIAL
        yield bare, row["insee"], NameRank.WITHOUT_ARTICLE
        for ending in inner:
            yield ending, row["insee"], NameRank.INNER


def _former_names(former: Iterable[Row]) -> Iterator[tuple[str, str, NameRank]]:
    for row in former:
        yield search_name(row["name"]), row["current"], NameRank.FORMER


def _areas(folder: Path, epcis: Records) -> Iterator[Row]:
    files = (
        (TerritoryLevel.ARRONDISSEMENT, _read(folder, "arrondissements")),
        (TerritoryLevel.DEPARTMENT, _read(folder, "departements")),
        (TerritoryLevel.REGION, _read(folder, "regions")),
        (TerritoryLevel.EPCI, epcis),
    )
    for level, records in files:
        for record in records:
            yield {"kind": level.value, "code": record["code"], "name": record["nom"]}
    for court in courts().values():
        yield {"kind": TerritoryLevel.COURT.value, "code": court.slug, "name": f"Tribunal de commerce {court.seat}"}
