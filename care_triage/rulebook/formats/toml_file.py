"""Rules as the text file of the repository: TOML, a `[[fact]]` for each information, an `[[impossible]]` for facts that
exclude each other, a `[[rule]]` for each rule.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from care_triage.rulebook.formats.problems import FileProblem, InvalidRuleFile, Loss, SourceRule, refused
from care_triage.rulebook.policy import fields_of
from care_triage.triage.document import FactSpec, ImpossibleSpec, RuleSetDocument
from care_triage.triage.records import RecordError
from care_triage.triage.records import read as read_record
from care_triage.triage.records import write as plain_fields

_KEYS: Final = ("fact", "impossible", "rule")
_HEADER: Final = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
_KEY: Final = re.compile(r"\s*([\w.-]+)\s*=")
_AT_LINE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")
_DATES: Final = frozenset(["valid_from", "valid_until"])


def write(document: RuleSetDocument) -> tuple[bytes, tuple[Loss, ...]]:
    """The vocabulary, then the rules; nothing of either is lost."""
    tables = ["\n".join(_fact(fact)) for fact in document.vocabulary]
    tables += ["\n".join(_table("impossible", plain_fields(spec))) for spec in document.impossible]
    tables += ["\n".join(_rule(rule.id, fields_of(rule))) for rule in document.rules]
    return ("\n\n".join(tables) + "\n").encode(), ()


def _fact(fact: FactSpec) -> Iterator[str]:
    yield "[[fact]]"
    for name, value in plain_fields(fact).items():
        if name != "values":
            yield f"{name} = {_value(value)}"
    if fact.values:
        yield "values = ["
        yield from (f"  {_value(plain_fields(value))}," for value in fact.values)
        yield "]"


def _rule(rule_id: str, fields: Mapping[str, Any]) -> Iterator[str]:
    return _table("rule", {"id": rule_id, **fields})


def _table(key: str, fields: Mapping[str, Any]) -> Iterator[str]:
    yield f"[[{key}]]"
    for name, value in fields.items():
        if name == "when":
            yield from (f"when.{fact} = {_cell(cell)}" for fact, cell in value.items())
        else:
            yield f"{name} = {value if name in _DATES else _value(value)}"


def _cell(text: str) -> str:
    # Between apostrophes a cell reads as it is; only one with an apostrophe of its own needs escapes.
    return f"'{text}'" if "'" not in text and text.isprintable() else _value(text)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_value(item)}" for name, item in value.items()) + " }"
    # The escapes of JSON are those of TOML, but for one control character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read(data: bytes, base: RuleSetDocument) -> tuple[tuple[SourceRule, ...], tuple[Loss, ...]]:
    """The rules of the file; its vocabulary is compared with that of `base`, which stays. Raises InvalidRuleFile."""
    text, contents = _parsed(data)
    if strangers := sorted(set(contents) - set(_KEYS)):
        raise refused(f"« {strangers[0]} » n’est pas attendu ici.", f"“{strangers[0]}” is not expected here.")
    places = list(_places(text))
    rules = tuple(_rules(contents, [place for key, place in places if key == "rule"]))
    return rules, (*_facts(contents, base), *_impossible(contents, base))


def _parsed(data: bytes) -> tuple[str, dict[str, Any]]:
    try:
        text = data.decode("utf-8-sig")
        return text, tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise refused("Ce fichier n’est pas en UTF-8.", "This file is not UTF-8.") from None
    except RecursionError:
        raise refused("Ce fichier est trop emboîté.", "This file is nested too deeply.") from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidRuleFile(_syntax(str(error))) from None


def _syntax(message: str) -> FileProblem:
    at = _AT_LINE.search(message)
    row, offset = (int(at[1]), int(at[2]) - 1) if at else (None, None)
    said = _AT_LINE.sub("", message).strip()
    return FileProblem(f"Ce n’est pas du TOML ({said}).", f"This is not TOML ({said}).", row, "", offset)


def _places(text: str) -> Iterator[tuple[str, dict[str, int]]]:
    """For each table of the file, its name and the line of each of its keys (of the table itself under "")."""
    place: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if found := _HEADER.match(line):
            place = {"": number}
            yield found[1], place
        elif found := _KEY.match(line):
            place.setdefault(found[1], number)


def _rules(contents: Mapping[str, Any], places: list[dict[str, int]]) -> Iterator[SourceRule]:
    rows = contents.get("rule", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise refused("Écrivez [[rule]] avant chaque règle.", "Write [[rule]] before each rule.")
    for number, row in enumerate(rows):
        place = places[number] if number < len(places) else {}
        rule_id = row.get("id")
        fields = {name: value for name, value in row.items() if name != "id"}
        yield SourceRule(rule_id if isinstance(rule_id, str) else "", fields, place.get("", number + 1), rows=place)


def _facts(contents: Mapping[str, Any], base: RuleSetDocument) -> Iterator[Loss]:
    """The facts that the file declares otherwise: an import changes rules only."""
    rows = contents.get("fact", [])
    for row in rows if isinstance(rows, list) else []:
        name = str(row.get("name", "?")) if isinstance(row, dict) else "?"
        try:
            known = read_record(FactSpec, row) == base.fact_by_name.get(name)
        except RecordError:
            known = False
        if not known:
            yield Loss(
                "", f"vocabulary.{name[:60]}", "Déclarée autrement dans ce fichier : le vocabulaire en place est gardé.",
                "Declared otherwise in this file: the vocabulary in place is kept.",
            )  # fmt: skip


def _impossible(contents: Mapping[str, Any], base: RuleSetDocument) -> Iterator[Loss]:
    """The combinations that the file says cannot exist and `base` does not, or otherwise."""
    known = {spec.id: spec for spec in base.impossible}
    rows = contents.get("impossible", [])
    for row in rows if isinstance(rows, list) else []:
        name = str(row.get("id", "?")) if isinstance(row, dict) else "?"
        try:
            same = read_record(ImpossibleSpec, row) == known.get(name)
        except RecordError:
            same = False
        if not same:
            yield Loss(
                "", f"impossible.{name[:60]}", "Dite autrement dans ce fichier : les combinaisons impossibles en place sont gardées.",
                "Said otherwise in this file: the impossible combinations in place are kept.",
            )  # fmt: skip
