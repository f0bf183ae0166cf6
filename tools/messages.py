"""Texts of the pages for translators: `extract` writes them into the catalogues, `missing` tells what is not translated."""

import ast
import io
from collections.abc import Collection, Iterable, Iterator
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
    nodes = list(ast.walk(ast.parse(source)))
    errors = {alias.asname or alias.name for node in nodes for alias in _imported_errors(node)}
    for node in nodes:
        yield from ((line, "_", text, []) for line, text in _error_messages(node, errors))


def _imported_errors(node: ast.AST) -> Iterable[ast.alias]:
    return node.names if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".errors") else ()


def _error_messages(node: ast.AST, errors: Collection[str]) -> Iterator[tuple[int, str]]:
    """The message of an error's class, and the one given where it is raised; a single word is a code."""
    match node:
        case ast.ClassDef(body=body):
            for statement in body:
                match statement:
                    case ast.Assign(targets=[ast.Name(id="message")], value=ast.Constant(value=str() as text)):
                        yield statement.lineno, text
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str() as text), *_])):
            if name in errors and " " in text:
                yield node.lineno, text


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
        # The date of each extraction would change the file when no text did.
        catalogue.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
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
