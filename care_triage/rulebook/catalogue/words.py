"""What owners say of each subject and redirect, in `phrasings/*.toml`: the words that the reader of stories learns."""

from collections.abc import Iterator
from pathlib import Path

from care_triage.rulebook.catalogue.contents import InvalidCatalogue, Problem
from care_triage.rulebook.catalogue.tables import TableReader
from care_triage.triage.danger import DANGER, DISTRESS, NEITHER
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.understanding import VAGUE

# Short requests, whole stories, both in English, and the bare names of the matter.
_PARTS = ("short", "stories", "english", "keywords")
Words = tuple[tuple[str, str], ...]


def read_words(folder: Path, document: RuleSetDocument) -> Words:
    """(slug, text) pairs in the order of the files. Raises InvalidCatalogue with every problem that was met."""
    known = {VAGUE, *(subject.slug for subject in document.subjects), *(item.slug for item in document.redirects)}
    reader = TableReader(folder)
    found: list[tuple[str, str]] = []
    for name, contents in reader.files("phrasings"):
        for slug, parts in contents.items():
            place = f"{name}, « {slug} »"
            if slug not in known:
                reader.problems.append(Problem(place, "ce sujet n’existe pas"))
            elif not isinstance(parts, dict) or (strange := [part for part in parts if part not in _PARTS]):
                named = ", ".join(strange) if isinstance(parts, dict) else slug
                reader.problems.append(Problem(place, f"« {named} » n’a pas sa place ici : {', '.join(_PARTS)}"))
            else:
                found += ((slug, text) for text in _texts(reader, place, parts))
    if reader.problems:
        raise InvalidCatalogue(tuple(reader.problems))
    return tuple(found)


def read_hearing(folder: Path) -> Words:
    """(danger, distress or neither, text) of `hearing/*.toml`; nothing where a folder has none. Raises InvalidCatalogue."""
    reader = TableReader(folder)
    found: list[tuple[str, str]] = []
    for name, parts in reader.files("hearing"):
        label = Path(name).stem
        if label not in (DANGER, DISTRESS, NEITHER):
            reader.problems.append(Problem(name, f"ce fichier doit s’appeler {DANGER}, {DISTRESS} ou {NEITHER}"))
        found += ((label, text) for text in _texts(reader, name, parts))
    if reader.problems:
        raise InvalidCatalogue(tuple(reader.problems))
    return tuple(found)


def _texts(reader: TableReader, place: str, parts: dict[str, object]) -> Iterator[str]:
    for part, texts in parts.items():
        if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
            reader.problems.append(Problem(place, f"« {part} » doit être une liste de textes"))
        else:
            yield from texts
