"""TOML files taken apart into tables that know their file and line; what cannot be read becomes a problem."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from care_triage.rulebook.catalogue.contents import Problem
from care_triage.triage.records import Plain, RecordError, Text, read

R = TypeVar("R")
_NOUNS = {
    "aid": "aide",
    "clock": "délai légal",
    "fact": "information",
    "first_steps": "premiers gestes",
    "impossible": "combinaison impossible",
    "partner": "partenaire",
    "redirect": "renvoi",
    "rule": "règle",
    "subject": "sujet",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: its plain values, and where it stands."""

    values: Plain
    place: str


@dataclass
class TableReader:
    """Reads the files below one folder, and keeps every problem it meets instead of stopping at the first."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def file(self, name: str) -> Plain:
        """The whole of one file; empty when it cannot be read."""
        try:
            return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.problems.append(Problem(name, "ce fichier manque"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(Problem(name, f"ce fichier ne se lit pas ({error})"))
        return {}

    def files(self, subfolder: str) -> Iterator[tuple[str, Plain]]:
        """Name and contents of every TOML file of a folder, by name: the order of rules is the order of files."""
        for path in sorted((self.folder / subfolder).glob("*.toml")):
            name = f"{subfolder}/{path.name}"
            yield name, self.file(name)

    def tables(self, name: str, contents: Plain, key: str) -> Iterator[Table]:
        """The tables `[[key]]` of a file."""
        rows = contents.get(key, [])
        if not rows:
            return
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.problems.append(Problem(name, f"écrivez [[{key}]] avant chaque {key}"))
            return
        lines = self._lines(name, key)
        for number, row in enumerate(rows):
            line = lines[number] if number < len(lines) else 1
            yield Table(row, f"{name}:{line}")

    def _lines(self, name: str, key: str) -> list[int]:
        header = re.compile(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]")
        text = (self.folder / name).read_text(encoding="utf-8")
        return [number for number, line in enumerate(text.splitlines(), 1) if header.match(line)]

    def record(self, record: type[R], table: Table, sort: str, name_key: str = "slug") -> R | None:
        """The typed record of a table, None with a problem noted when it is malformed or its name is taken."""
        name = str(table.values.get(name_key, "?"))
        place = f"{table.place}, {_NOUNS[sort]} « {name} »"
        try:
            found = read(record, table.values)
        except RecordError as error:
            self.problems.append(Problem(place, str(error)))
            return None
        self.named(sort, name, place)
        return found

    def named(self, sort: str, name: str, place: str) -> None:
        """Remember where a thing is; two of the same name are a problem."""
        known = self.places.setdefault((sort, name), place)
        if known != place:
            self.problems.append(Problem(place, f"ce nom est déjà pris dans {known}"))

    def only(self, name: str, contents: Plain, *keys: str) -> None:
        """Note the keys of a file that nobody will read: a misspelt [[rule]] must not vanish silently."""
        for stranger in sorted(set(contents) - set(keys)):
            self.problems.append(Problem(name, f"« {stranger} » n’est pas attendu ici"))


def required_text(contents: dict[str, Any], key: str) -> Text:
    """A bilingual text at the top of a file. Raises RecordError."""
    if not isinstance(contents.get(key), str):
        raise RecordError("", f"il manque « {key} » en tête de fichier")
    return Text(contents[key], contents.get(f"{key}_en"))
