"""The types that a DMN file declares: how a JSON value is read as one, and which values it allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from care_triage.dmn.functions import iso_date
from care_triage.dmn.refusals import DmnError, shown
from care_triage.dmn.values import Value

_LONGEST_ALIAS: Final = 16
_EXPECTED: Final[Mapping[str, tuple[type, str]]] = {
    "number": (Decimal, "un nombre"),
    "string": (str, "un texte"),
    "boolean": (bool, "true ou false"),
    "date": (date, "une date (2026-01-31)"),
}
_LONGEST_NUMBER: Final = 60


@dataclass(frozen=True, slots=True)
class ItemType:
    """One declared type: another one under a new name, or a context of components; perhaps a list of them."""

    base: str = ""
    is_list: bool = False
    components: Mapping[str, str] = field(default_factory=dict)
    allowed: str = ""
    component_allowed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ItemTypes:
    """The declared types by name."""

    by_name: Mapping[str, ItemType] = field(default_factory=dict)

    def read(self, name: str, value: Value, place: str) -> Value:
        """`value` as the type called `name`: a text is read as the number or date it writes. Raises DmnError."""
        found, is_list = self._resolved(name)
        if value is None:
            return None
        if is_list and isinstance(value, list):
            return [self._read_one(found, item, place) for item in value]
        return self._read_one(found, value, place)

    def allowed(self, name: str, component: str = "") -> str:
        """The text that lists the values of a type or of one of its components; empty when it lists none."""
        declared = self.by_name.get(_local(name))
        if declared is None:
            return ""
        return declared.component_allowed.get(component, "") if component else declared.allowed

    def _read_one(self, found: str | ItemType, value: Value, place: str) -> Value:
        if isinstance(found, str):
            return _read_plain(found, value, place)
        if not isinstance(value, Mapping):
            raise DmnError(f"on attendait un objet, on lit {shown(value)}", place)
        return {
            name: self.read(found.components.get(name, ""), item, f"{place}, {shown(name)}")
            for name, item in value.items()
        }

    def _resolved(self, name: str) -> tuple[str | ItemType, bool]:
        """What is at the end of a row of names: a plain type, or a context; and whether it comes in lists."""
        name, is_list = _local(name), False
        for _ in range(_LONGEST_ALIAS):
            declared = self.by_name.get(name)
            if declared is None:
                return name, is_list
            is_list = is_list or declared.is_list
            if declared.components:
                return declared, is_list
            name = _local(declared.base)
        return "", is_list


def _local(name: str) -> str:
    """The name of a type without the prefix of its namespace (`feel:number`)."""
    return name.rpartition(":")[2].rpartition("}")[2]


def _read_plain(name: str, value: Value, place: str) -> Value:
    if name not in _EXPECTED:
        return value
    kind, expected = _EXPECTED[name]
    if isinstance(value, str):
        value = _from_text(name, value)
    if not isinstance(value, kind):
        raise DmnError(f"on attendait {expected}, on lit {shown(value)}", place)
    return value


def _from_text(name: str, text: str) -> Value:
    """What a text writes, when it writes a value of this type; else the text itself."""
    if name == "date":
        return iso_date(text) or text
    if name == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if name == "number" and len(text) <= _LONGEST_NUMBER and text.isascii() and "_" not in text:
        try:
            number = Decimal(text)
        except InvalidOperation:
            return text
        return number if number.is_finite() else text
    return text
