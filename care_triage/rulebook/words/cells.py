"""What a cell of the table says, in words: « arrondissement de Roanne », « au moins 10 000 € », « inconnu ».

Pure: the names of territories are given (`place_codes` says which are needed, `place_name` how one is spelled).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from care_triage.rules import (
    AnyOf,
    CellError,
    Condition,
    Fact,
    In,
    Is,
    Kind,
    Known,
    NoneOf,
    NotIn,
    NotStartsWith,
    RuleError,
    Span,
    StartsWith,
    Unknown,
    Within,
    parse_cell,
)
from care_triage.rules.scale import value_of
from care_triage.territory.types import TerritoryLevel, split_territory_code
from care_triage.triage.document import FactSpec
from care_triage.triage.explain import value_text

# A list of codes that is longer is cut on a chip; the page of the rule has them all.
LONGEST_LIST: Final = 4
_PLACE = re.compile(r'"((?:commune|epci|court|arr|dep|region):[^"]+|fr)"')
_ACTIVITY = re.compile(r'"((?:naf2|naf2025):[^"]+)"')

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "unknown": ("inconnu", "unknown"),
    "known": ("connu", "known"),
    "or": (" ou ", " or "),
    "not": ("sauf {}", "except {}"),
    "any": ("au moins un de : {}", "at least one of: {}"),
    "none": ("aucun de : {}", "none of: {}"),
    "starts": ("commence par {}", "starts with {}"),
    "not_starts": ("ne commence pas par {}", "does not start with {}"),
    "below": ("moins de {}", "less than {}"),
    "from": ("au moins {}", "at least {}"),
    "between": ("de {} à {}", "from {} to {}"),
    "half_open": ("de {} à moins de {}", "from {} to less than {}"),
    "before": ("avant le {}", "before {}"),
    "since": ("à partir du {}", "from {} on"),
    "days": ("du {} au {}", "from {} to {}"),
    "day": ("le {}", "on {}"),
    "more": ("{} autres", "{} others"),
    "free": ("peu importe", "does not matter"),
}
_LEVELS: Final[Mapping[TerritoryLevel, tuple[str, str]]] = {
    TerritoryLevel.COMMUNE: ("commune {}", "town of {}"),
    TerritoryLevel.EPCI: ("intercommunalité {}", "inter-municipality {}"),
    TerritoryLevel.COURT: ("ressort {}", "area of {}"),
    TerritoryLevel.ARRONDISSEMENT: ("arrondissement {}", "arrondissement of {}"),
    TerritoryLevel.DEPARTMENT: ("département {}", "department of {}"),
    TerritoryLevel.REGION: ("région {}", "region {}"),
    TerritoryLevel.FRANCE: ("toute la France", "the whole of France"),
}
_Coded = In | NotIn | StartsWith | NotStartsWith | AnyOf | NoneOf
_WITH_OF: Final = frozenset({TerritoryLevel.COMMUNE, TerritoryLevel.ARRONDISSEMENT})


@dataclass(frozen=True)
class Chip:
    """One condition of a rule, to be read: « Forme juridique : SARL »; `problem` when the cell cannot be read."""

    fact: str
    label: str
    text: str
    problem: str | None = None


@dataclass(frozen=True)
class Speech:
    """What is needed to say cells in words: the facts, as documents and the engine know them, language and places."""

    facts: Mapping[str, FactSpec]
    engine: Mapping[str, Fact]
    locale: str
    places: Mapping[str, str]

    def chip(self, name: str, cell: str, *, whole: bool = False) -> Chip:
        """The cell of fact `name` as a person reads it; as it is written, with the reason, when it cannot be read.

        `whole` spells every code, however many.
        """
        spec = self.facts.get(name)
        if spec is None:
            return Chip(name, name, cell, RuleError("unknown_fact", rule_id="", name=name).message(self._language))
        label = spec.label(self.locale)
        try:
            condition = parse_cell(cell, self.engine[name])
        except CellError as error:
            return Chip(name, label, cell, error.message(self._language))
        return Chip(name, label, condition_words(spec, condition, self.locale, self.places, whole=whole))

    @property
    def _language(self) -> Literal["fr", "en"]:
        return "en" if self.locale == "en" else "fr"


def condition_words(
    spec: FactSpec, condition: Condition | None, locale: str, places: Mapping[str, str], *, whole: bool = False
) -> str:
    """A condition on one fact in words, without the fact's own name."""
    match condition:
        case In() | NotIn() | StartsWith() | NotStartsWith() | AnyOf() | NoneOf():
            names = _listed(spec, condition, locale, places, whole)
            return _form(condition, locale).format(names)
        case Is(value):
            return value_text(spec, value, locale)
        case Within(spans):
            return _word("or", locale).join(_span(spec, span, locale) for span in spans)
        case Known():
            return _word("known", locale)
        case Unknown():
            return _word("unknown", locale)
    return _word("free", locale)


def _form(condition: _Coded, locale: str) -> str:
    """The sentence around a list of codes."""
    match condition:
        case StartsWith():
            return _word("starts", locale)
        case NotStartsWith():
            return _word("not_starts", locale)
        case AnyOf(codes) if len(codes) > 1:
            return _word("any", locale)
        case NoneOf(codes) if len(codes) > 1:
            return _word("none", locale)
        case NotIn() | NoneOf():
            return _word("not", locale)
    return "{}"


def place_codes(cells: Iterable[str]) -> frozenset[str]:
    """The territory codes that these cells name."""
    return frozenset(code for cell in cells for code in _PLACE.findall(cell))


def activity_codes_in(cells: Iterable[str]) -> frozenset[str]:
    """The activity codes that these cells name."""
    return frozenset(code for cell in cells for code in _ACTIVITY.findall(cell))


def place_name(code: str, name: str | None, locale: str) -> str:
    """« arrondissement de Roanne », « ressort du tribunal de commerce de Lyon »; the code when it has no name."""
    try:
        level = split_territory_code(code)[0]
    except ValueError:
        return code
    if level is TerritoryLevel.FRANCE:
        return _of(_LEVELS[level], locale)
    if name is None:
        return code
    if locale != "fr":
        return _of(_LEVELS[level], locale).format(name)
    if level is TerritoryLevel.COURT:
        return _of(_LEVELS[level], locale).format(f"du {name[:1].lower()}{name[1:]}")
    return _of(_LEVELS[level], locale).format(_with_of(name) if level in _WITH_OF else name)


def _with_of(name: str) -> str:
    """« de Roanne », « d’Yssingeaux », « du Puy », « des Échelles »."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d’{name}" if name[:1] in "AEIOUYÉÈÊÂÎÔ" else f"de {name}"


def _listed(
    spec: FactSpec,
    condition: _Coded,
    locale: str,
    places: Mapping[str, str],
    whole: bool,
) -> str:
    codes = condition.prefixes if isinstance(condition, StartsWith | NotStartsWith) else condition.codes
    order = {value.code: place for place, value in enumerate(spec.values)}
    ordered = sorted(codes, key=lambda code: (order.get(code, len(order)), code))
    names = [places.get(code) or spec.value_label(code, locale) for code in ordered]
    if isinstance(condition, StartsWith | NotStartsWith):
        quoted = "«\u00a0{}\u00a0»" if locale == "fr" else "“{}”"
        names = [places.get(code) or quoted.format(code) for code in ordered]
    if len(names) > LONGEST_LIST + 1 and not whole:
        names = [*names[:LONGEST_LIST], _word("more", locale).format(len(names) - LONGEST_LIST)]
    return ", ".join(names) if isinstance(condition, AnyOf | NoneOf | NotIn) else _word("or", locale).join(names)


def _span(spec: FactSpec, span: Span, locale: str) -> str:
    low, high = span
    is_date = spec.kind is Kind.DATE
    if low is None:
        return _word("before" if is_date else "below", locale).format(_step(spec, high, locale))
    if high is None:
        return _word("since" if is_date else "from", locale).format(_step(spec, low, locale))
    first = _step(spec, low, locale)
    if high == low + 1:
        return _word("day", locale).format(first) if is_date else first
    if spec.kind is Kind.MONEY:
        return _word("half_open", locale).format(first, _step(spec, high, locale))
    return _word("days" if is_date else "between", locale).format(first, _step(spec, high - 1, locale))


def _step(spec: FactSpec, step: int | None, locale: str) -> str:
    return value_text(spec, value_of(spec.kind, step or 0), locale)


def _word(key: str, locale: str) -> str:
    return _of(_WORDS[key], locale)


def _of(pair: tuple[str, str], locale: str) -> str:
    return pair[0] if locale == "fr" else pair[1]
