"""Invented files of the register, in the official column names, and firms for them."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

PLACE = {
    "siren": "", "siret": "", "statutDiffusionEtablissement": "O", "dateCreationEtablissement": "2012-05-01",
    "trancheEffectifsEtablissement": "02", "activitePrincipaleRegistreMetiersEtablissement": "",
    "etablissementSiege": "true", "numeroVoieEtablissement": "12", "typeVoieEtablissement": "RUE",
    "libelleVoieEtablissement": "DES TILLEULS", "codePostalEtablissement": "42300",
    "libelleCommuneEtablissement": "ROANNE", "codeCommuneEtablissement": "42187", "dateDebut": "2012-05-01",
    "etatAdministratifEtablissement": "A", "enseigne1Etablissement": "", "activitePrincipaleEtablissement": "10.71C",
}  # fmt: skip
UNIT = {
    "siren": "", "statutDiffusionUniteLegale": "O", "denominationUniteLegale": "", "prenom1UniteLegale": "",
    "nomUniteLegale": "", "categorieJuridiqueUniteLegale": "5499", "trancheEffectifsUniteLegale": "02",
    "activitePrincipaleUniteLegale": "10.71C", "dateCreationUniteLegale": "2012-05-01",
    "etatAdministratifUniteLegale": "A",
}  # fmt: skip


def siren(number: int) -> str:
    """An invented SIREN with a good key."""
    return _keyed(f"9998{number:04d}")


def siret(number: int, place: int = 1) -> str:
    """An invented SIRET with a good key."""
    return _keyed(f"{siren(number)}{place:04d}")


def place(number: int, nic: int = 1, **changes: str) -> dict[str, str]:
    """A line of StockEtablissement."""
    return {**PLACE, "siren": siren(number), "siret": siret(number, nic), **changes}


def unit(number: int, name: str, **changes: str) -> dict[str, str]:
    """A line of StockUniteLegale."""
    return {**UNIT, "siren": siren(number), "denominationUniteLegale": name, **changes}


def write(path: Path, lines: Sequence[Mapping[str, str]]) -> Path:
    """A file of these lines."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path


def _keyed(digits: str) -> str:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if index % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return f"{digits}{(10 - total % 10) % 10}"
