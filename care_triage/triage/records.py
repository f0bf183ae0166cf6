"""Typed records from plain data (TOML, JSON) and back, with errors that say where and what in plain French.

A record is a frozen dataclass. `Text` is a text in two languages: the field `label: Text` is read from the
keys `label` and `label_en`, the way the data files write them, and written back the same way.
"""

import sys
import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

R = TypeVar("R")
Plain = dict[str, Any]


class RecordError(ValueError):
    """A record that cannot be read: `place` leads to the wrong value, `problem` says what is wrong."""

    def __init__(self, place: str, problem: str) -> None:
        self.place = place
        self.problem = problem
        super().__init__(f"{place} : {problem}" if place else problem)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in French, and in English where it was translated. `text("en")` falls back to French."""

    fr: str
    en: str | None = None

    def __call__(self, locale: str) -> str:
        """The text for a reader of `locale` (`fr`, `en`)."""
        return self.en if self.en and locale == "en" else self.fr

    def __str__(self) -> str:
        return self.fr

    def __bool__(self) -> bool:
        return bool(self.fr)


@cache
def _hints(record: Hashable) -> dict[str, Any]:
    return get_type_hints(record)


def read(record: type[R], data: object, place: str = "") -> R:
    """Build `record` from a mapping. Raises RecordError for a missing, unknown or wrong field."""
    data = _table(data, place)
    hints = _hints(cast(Hashable, record))
    values, known = {}, set()
    for field in fields(record):  # type: ignore[arg-type]
        hint = hints[field.name]
        known |= {field.name, f"{field.name}_en"} if _is_text(hint) else {field.name}
        if data.get(field.name) is not None:
            raw = _both(data, field.name) if _is_text(hint) else data[field.name]
            values[field.name] = _value(hint, raw, _inside(place, field.name))
        elif _is_required(field):
            raise RecordError(place, f"il manque le champ « {field.name} »")
    if strangers := sorted(set(data) - known):
        raise RecordError(place, f"champ inconnu : {', '.join(strangers)}")
    return record(**values)


def write(record: object) -> Plain:
    """The same record as plain data for JSON: fields that hold their default are left out."""
    plain: Plain = {}
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if isinstance(value, Text):
            plain[field.name] = value.fr
            if value.en:
                plain[f"{field.name}_en"] = value.en
        elif _is_required(field) or value != _default(field):
            plain[field.name] = _plain(value)
    return plain


def _is_text(hint: Any) -> bool:
    return hint is Text or Text in get_args(hint)


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _inside(place: str, name: str) -> str:
    return f"{place}, {name}" if place else name


def _both(data: Mapping[str, Any], name: str) -> tuple[object, object]:
    return data[name], data.get(f"{name}_en")


def _value(hint: Any, raw: Any, place: str) -> Any:
    """`raw` as a value of the type `hint`."""
    origin = get_origin(hint)
    if _is_text(hint):
        return _bilingual(raw, place)
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in get_args(hint) if part is not type(None))
        return _value(inner, raw, place)
    if origin is not None:
        return _generic(origin, get_args(hint), raw, place)
    if is_dataclass(hint):
        return read(hint, raw, place)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return hint(_member(raw, tuple(str(member) for member in hint), place))
    return _plain_value(hint, raw, place)


def _generic(origin: Any, arguments: tuple[Any, ...], raw: Any, place: str) -> Any:
    """A value of `Literal[...]`, `tuple[X, ...]` or `Mapping[str, str]`."""
    if origin is Literal:
        return _member(raw, arguments, place)
    if origin is tuple:
        return tuple(
            _value(arguments[0], item, f"{place} n° {number}") for number, item in enumerate(_listed(raw, place), 1)
        )
    return {key: _plain_value(str, item, f"{place}.{key}") for key, item in _table(raw, place).items()}


def _bilingual(raw: tuple[object, object], place: str) -> Text:
    french, english = raw
    return Text(
        _plain_value(str, french, place), None if english is None else _plain_value(str, english, f"{place}_en")
    )


def _member(raw: object, allowed: tuple[str, ...], place: str) -> str:
    if not isinstance(raw, str) or raw not in allowed:
        raise RecordError(place, f"{_shown(raw)} n’est pas dans la liste : {', '.join(allowed)}")
    return raw


def _listed(raw: object, place: str) -> list[Any]:
    if not isinstance(raw, list):
        raise RecordError(place, f"une liste entre crochets est attendue, on lit {_shown(raw)}")
    return raw


def _table(raw: object, place: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise RecordError(place, f"un groupe de champs est attendu, on lit {_shown(raw)}")
    return raw


_EXPECTED = {str: "un texte", int: "un nombre entier", bool: "true ou false", date: "une date (2026-01-31)"}


def _plain_value(hint: type, raw: Any, place: str) -> Any:
    if hint is date and isinstance(raw, str):
        raw = _parsed_date(raw)
    if type(raw) is not hint or isinstance(raw, datetime):
        raise RecordError(place, f"{_EXPECTED[hint]} est attendu, on lit {_shown(raw)}")
    # A third of the texts of a catalogue are there several times: sources, laws, names of facts and of values.
    return sys.intern(raw.strip()) if isinstance(raw, str) else raw


def _parsed_date(raw: str) -> date | str:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return raw


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return write(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Enum) else value


def _shown(raw: object) -> str:
    text = repr(raw) if not isinstance(raw, str) else f"« {raw} »"
    return text if len(text) <= 60 else f"{text[:57]}…"
