"""The facts that rules may read: name, kind, codes, and how a person is asked for them."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from care_triage.rules.errors import FactError, VocabularyError, shown

_NAME_LETTERS: Final = frozenset(string.ascii_lowercase + string.digits + "_")
_LONGEST_NAME: Final = 64
_LONGEST_CODE: Final = 200


class Kind(StrEnum):
    """What sort of value a fact has, hence which conditions may read it.

    ENUM one code of a closed list (str); CODE one hierarchical code or the frozenset of a code and its ancestors
    (territory, activity nomenclature); INTEGER int; MONEY euros as Decimal, to the cent; DATE datetime.date;
    BOOLEAN bool; SET frozenset of codes, possibly empty ("none of these" is an answer, not an unknown).
    """

    ENUM = "enum"
    CODE = "code"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    BOOLEAN = "boolean"
    SET = "set"


CODED: Final = frozenset({Kind.ENUM, Kind.CODE, Kind.SET})
ORDERED: Final = frozenset({Kind.INTEGER, Kind.MONEY, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a coded fact, with its label in French and English."""

    code: str
    label: str = ""
    label_en: str = ""


def codes(*names: str) -> tuple[Code, ...]:
    """Codes without labels, for tables built in code."""
    return tuple(Code(name) for name in names)


def is_code(text: object) -> bool:
    """Whether `text` may serve as a code: 1 to 200 printable characters, none of them a look-alike form."""
    return (
        isinstance(text, str)
        and 0 < len(text) <= _LONGEST_CODE
        and text.isprintable()
        and text == text.strip()
        and unicodedata.is_normalized("NFKC", text)
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the vocabulary.

    `values` lists the codes of an ENUM or SET (required) or a CODE (when left empty the nomenclature is open: any
    well-formed ASCII code is accepted). `codes` is derived from it. Raises VocabularyError.
    """

    name: str
    kind: Kind
    label: str = ""
    label_en: str = ""
    unit: str = ""
    question: str = ""
    question_en: str = ""
    values: tuple[Code, ...] = ()
    codes: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not is_name(self.name):
            raise VocabularyError("bad_name", fact=self.name, name=shown(self.name))
        object.__setattr__(self, "codes", frozenset(value.code for value in self.values))
        self._check_codes()

    def _check_codes(self) -> None:
        if self.kind not in CODED and self.values:
            raise VocabularyError("codes_refused", fact=self.name)
        if self.kind in CODED and not self.values and self.kind is not Kind.CODE:
            raise VocabularyError("codes_needed", fact=self.name)
        seen: set[str] = set()
        for value in self.values:
            if not is_code(value.code):
                raise VocabularyError("bad_code", fact=self.name, code=shown(value.code))
            if value.code in seen:
                raise VocabularyError("duplicate_code", fact=self.name, code=shown(value.code))
            seen.add(value.code)

    @property
    def is_open(self) -> bool:
        """Whether any well-formed code is accepted (a CODE fact without a list)."""
        return self.kind is Kind.CODE and not self.values

    def knows(self, code: object) -> bool:
        """Whether `code`, whatever it is, may be a value of this coded fact."""
        if not isinstance(code, str):
            return False
        # No list can unmask a Cyrillic look-alike in an open nomenclature, so that its codes are plain ASCII.
        return is_code(code) and code.isascii() if self.is_open else code in self.codes


def is_name(text: object) -> bool:
    """Whether `text` may name a fact: snake_case, at most 64 characters, first one a letter."""
    return (
        isinstance(text, str)
        and 0 < len(text) <= _LONGEST_NAME
        and text[0] in string.ascii_lowercase
        and _NAME_LETTERS.issuperset(text)
    )


class Vocabulary(Mapping[str, Fact]):
    """The declared facts by name, in the order given; immutable. Raises VocabularyError on a duplicate."""

    __slots__ = ("_facts", "names")

    def __init__(self, facts: Iterable[Fact]) -> None:
        by_name: dict[str, Fact] = {}
        for fact in facts:
            if fact.name in by_name:
                raise VocabularyError("duplicate_fact", fact=fact.name, name=fact.name)
            by_name[fact.name] = fact
        self._facts = MappingProxyType(by_name)
        self.names: frozenset[str] = frozenset(by_name)

    def __getitem__(self, name: str) -> Fact:
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def fact(self, name: str) -> Fact:
        """The fact called `name`; FactError when there is none."""
        try:
            return self._facts[name]
        except (KeyError, TypeError):
            raise FactError("unknown_fact", fact=shown(name), name=shown(name)) from None
