"""Texts of the pages for translators: `extract` writes them into the catalogues, `missing` tells what is not translated."""

import ast
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "care_triage"
_KEYWORDS: dict[str, Any] = {"_": None, "lazy": None, "gettext": None, "ngettext": (1, 2)}
_Found = tuple[int, str, Any, Any]


def _python(file: BinaryIO, keywords: Any, tags: Any, options: Any) -> Iterator[_Found]:
    """Marked texts, and the messages of domain errors: their modules are pure and cannot mark them."""
    source = file.read()
    marked: Any = extract_python(io.BytesIO(source), keywords, tags, options)
    yield from marked
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            yield from ((line, "_", text, []) for line, text in _error_messages(node))


def _error_messages(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    for statement in node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="message")], value=ast.Constant(value=str() as text)):
                yield statement.lineno, text


def _jinja(file: BinaryIO, keywords: Any, tags: Any, options: Any) -> Iterable[_Found]:
    # A template that cannot be parsed must not lose its texts silently.
    return babel_extract(file, keywords, tags, {**options, "trimmed": "true", "silent": "false"})


def template() -> Catalog:
    """Every text of the code, each with the files that show it."""
    catalogue = Catalog(project="CARE", fuzzy=False)
    methods: Any = [("**.py", _python), ("**/templates/**", _jinja)]
    found = extract_from_dir(SOURCE, methods, keywords=_KEYWORDS, strip_comment_tags=True)
    for name, _line, message, comments, context in found:
        catalogue.add(message, locations=[(f"care_triage/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def catalogues() -> Iterator[Path]:
    """The catalogue files that exist."""
    yield from sorted((SOURCE / "translations").glob("*/LC_MESSAGES/care.po"))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain="care")


def extract() -> None:
    """Add new texts to every catalogue, and drop those that nothing shows any more."""
    fresh = template()
    for path in catalogues():
        catalogue = _read(path)
        catalogue.update(fresh, no_fuzzy_matching=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, include_lineno=False, ignore_obsolete=True, sort_output=True)


def missing() -> Iterator[str]:
    """What keeps a catalogue from being complete: a text without translation, or with other places than the source."""
    fresh = template()
    for path in catalogues():
        catalogue = _read(path)
        name = path.relative_to(ROOT)
        for message in fresh:
            if not message.id:
                continue
            held = catalogue.get(message.id, message.context)
            if held is None or held.fuzzy or not _is_whole(held.string):
                yield f"{name}: {message.id!r} is not translated (make translations lists it)"
            else:
                yield from (f"{name}: {message.id!r}: {error}" for error in held.check(catalogue))


def _is_whole(translation: object) -> bool:
    """Whether every form of the text is there."""
    return all(translation) if isinstance(translation, list | tuple) else bool(translation)


if __name__ == "__main__":
    extract()
    print("\n".join(missing()) or "Every text is translated.")
