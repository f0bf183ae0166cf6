"""Lines of the files of Insee (StockEtablissement, StockUniteLegale), in their official column names, read one by one."""

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, Final

from care_triage.firms.errors import BadRegisterFile
from care_triage.firms.types import EstablishmentRow, UnitRow
from care_triage.territory.activities import activity_code
from care_triage.territory.errors import InvalidNaf

_HIDDEN: Final = frozenset({"[ND]", "NN", ""})
# La Poste has so many places that its SIRETs follow another key: the sum of their digits is a multiple of five.
_POSTE: Final = "356000000"
_PUBLIC: Final = "O"
_NEEDED: Final = ("siret", "etatAdministratifEtablissement", "codeCommuneEtablissement")
_NEEDED_OF_UNITS: Final = ("siren", "categorieJuridiqueUniteLegale")
_NAMES: Final = ("denominationUniteLegale", "denominationUsuelle1UniteLegale")
_SIGNS: Final = ("enseigne1Etablissement", "denominationUsuelleEtablissement")

Line = Mapping[str, str]


@dataclass(frozen=True)
class StockFile:
    """An open file: its columns, and its lines as lists in the same order."""

    columns: Mapping[str, int]
    lines: Iterator[list[str]]

    def has(self, *names: str) -> bool:
        """Whether the file has all these columns."""
        return all(name in self.columns for name in names)


@contextmanager
def opened(path: Path, *, is_units: bool = False) -> Iterator[StockFile]:
    """The lines of a CSV, plain, `.gz` or `.zip`, never held in memory. Raises BadRegisterFile."""
    try:
        with _stream(path) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="") as text:
            lines = csv.reader(text)
            columns = {name.strip(): place for place, name in enumerate(next(lines, []))}
            needed = _NEEDED_OF_UNITS if is_units else _NEEDED
            if missing := [name for name in needed if name not in columns]:
                raise BadRegisterFile(name=path.name, why=f"il lui manque les colonnes {', '.join(missing)}")
            yield StockFile(columns, lines)
    except (OSError, EOFError, zipfile.BadZipFile, csv.Error) as error:
        raise BadRegisterFile(name=path.name, why=str(error) or "il est coupé") from error


@contextmanager
def _stream(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if len(names) != 1:
                raise BadRegisterFile(name=path.name, why="l’archive doit contenir un seul fichier CSV")
            with archive.open(names[0]) as file:
                yield file
        return
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
        yield file  # type: ignore[misc]  # GzipFile reads bytes like any other.


def picker(columns: Mapping[str, int]) -> Callable[[Sequence[str], str], str]:
    """Gives the value of a column of a line; '' where the file or the line has none, or hides it."""
    places = dict(columns)

    def value(line: Sequence[str], name: str) -> str:
        place = places.get(name)
        found = line[place].strip() if place is not None and place < len(line) else ""
        return "" if found == "[ND]" else found

    return value


class Lines:
    """Makes rows of the lines of one file. A line that cannot be one raises ValueError with the reason."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._value = picker(columns)
        self.has_units = all(name in columns for name in _NEEDED_OF_UNITS)

    def commune(self, line: Sequence[str]) -> str:
        """The INSEE code of the place, as the file writes it."""
        return self._value(line, "codeCommuneEtablissement")

    def siren(self, line: Sequence[str]) -> str:
        """Of whom the line is."""
        return self._value(line, "siren") or self._value(line, "siret")[:9]

    def establishment(self, line: Sequence[str]) -> EstablishmentRow:
        """The place that this line describes."""
        value = self._value
        siret = value(line, "siret")
        if not is_siret(siret):
            raise ValueError("SIRET impossible")
        if len(self.commune(line)) != 5:
            raise ValueError("sans commune de France")
        is_public = value(line, "statutDiffusionEtablissement") in (_PUBLIC, "")
        is_closed = value(line, "etatAdministratifEtablissement") == "F"
        street = " ".join(
            part
            for name in ("numeroVoie", "indiceRepetition", "typeVoie", "libelleVoie")
            if (part := value(line, f"{name}Etablissement"))
        )
        return EstablishmentRow(
            siret=siret,
            trade_name=_first(value, line, _SIGNS)[:200] if is_public else "",
            activity=_activity(value, line, "Etablissement"),
            staff_band=_band(value(line, "trancheEffectifsEtablissement")),
            commune=self.commune(line),
            postal_code=value(line, "codePostalEtablissement")[:5] if is_public else "",
            town=value(line, "libelleCommuneEtablissement")[:100],
            street=street[:200] if is_public else "",
            created_on=_day(value(line, "dateCreationEtablissement")),
            closed_on=(_day(value(line, "dateDebut")) or date(1900, 1, 1)) if is_closed else None,
            is_head_office=value(line, "etablissementSiege").casefold() in ("true", "vrai", "1", "oui"),
            is_craft=value(line, "activitePrincipaleRegistreMetiersEtablissement") not in _HIDDEN,
            is_public=is_public,
        )

    def unit(self, line: Sequence[str]) -> UnitRow:
        """The firm that this line describes."""
        value = self._value
        siren = self.siren(line)
        if not (len(siren) == 9 and siren.isascii() and siren.isdigit()):
            raise ValueError("SIREN impossible")
        is_public = value(line, "statutDiffusionUniteLegale") in (_PUBLIC, "")
        is_closed = value(line, "etatAdministratifUniteLegale") == "C"
        return UnitRow(
            siren=siren,
            name=_name(value, line)[:200] if is_public else "",
            legal_category=value(line, "categorieJuridiqueUniteLegale")[:4],
            staff_band=_band(value(line, "trancheEffectifsUniteLegale")),
            activity=_activity(value, line, "UniteLegale"),
            created_on=_day(value(line, "dateCreationUniteLegale")),
            # A joined file has one `dateDebut`, that of the establishment; the day is then about right, and that is all
            # that « fermé » needs.
            closed_on=(_day(value(line, "dateDebut")) or date(1900, 1, 1)) if is_closed else None,
            is_public=is_public,
        )


def is_siret(text: str) -> bool:
    """Fourteen digits with a good key; quicker than the library, for files of millions."""
    if len(text) != 14 or not (text.isascii() and text.isdigit()):
        return False
    if text.startswith(_POSTE) and sum(map(int, text)) % 5 == 0:
        return True
    return _luhn(text)


def _luhn(digits: str) -> bool:
    total = sum(map(int, digits[1::2])) + sum(_DOUBLED[digit] for digit in digits[0::2])
    return total % 10 == 0


_DOUBLED: Final = {str(digit): sum(divmod(2 * digit, 10)) for digit in range(10)}


def _first(value: Callable[[Sequence[str], str], str], line: Sequence[str], names: Sequence[str]) -> str:
    return next((found for name in names if (found := value(line, name))), "")


def _name(value: Callable[[Sequence[str], str], str], line: Sequence[str]) -> str:
    """The name of a company, else the first and last name of a sole trader."""
    if company := _first(value, line, _NAMES):
        return company
    first = _first(value, line, ("prenomUsuelUniteLegale", "prenom1UniteLegale"))
    last = _first(value, line, ("nomUsageUniteLegale", "nomUniteLegale"))
    return f"{first} {last}".strip()


def _activity(value: Callable[[Sequence[str], str], str], line: Sequence[str], of: str) -> str:
    """NAF rev. 2 until it goes out of use; then the file holds only the code of 2025."""
    return _coded(value(line, f"activitePrincipale{of}")) or _coded(value(line, f"activitePrincipaleNAF25{of}"))


@lru_cache(maxsize=4096)
def _coded(text: str) -> str:
    try:
        return activity_code(text) if text else ""
    except InvalidNaf:
        return ""


def _band(text: str) -> str:
    return "" if text in _HIDDEN else text[:2]


@lru_cache(maxsize=32_768)
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
