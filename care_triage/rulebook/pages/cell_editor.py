"""A cell as controls of a form, and back: labelled codes, a range, a date, yes or no, known or not.

The written cell is the truth. `controls_of` shows it in controls where they can hold it, else (a union of ranges) only
the written cell edits it. When both come back, the one that was changed wins; the written cell when both were.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

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
    Span,
    StartsWith,
    Within,
    parse_cell,
    write_cell,
)
from care_triage.rules.scale import value_of
from care_triage.rules.vocabulary import CODED

IS, NOT, STARTS, NOT_STARTS, KNOWN, UNKNOWN, WRITTEN = (
    "is",
    "not",
    "starts",
    "not_starts",
    "known",
    "unknown",
    "written",
)


class Posted(Protocol):
    """What a form sent."""

    def get(self, key: str, default: str, /) -> str:
        """The first value of `key`."""

    def getlist(self, key: str, /) -> list[str]:
        """Every value of `key`."""


@dataclass(frozen=True)
class Controls:
    """The controls of one cell. `low` is inside; `high` is inside too for whole numbers and dates, outside for euros."""

    mode: str = IS
    codes: tuple[str, ...] = ()
    prefixes: str = ""
    low: str = ""
    high: str = ""
    yes: str = ""


@dataclass(frozen=True)
class CellInput:
    """One cell of the form: its text, and the controls that show it."""

    fact: str
    cell: str
    controls: Controls


def controls_of(fact: Fact, cell: str) -> Controls:
    """The controls that show `cell`; mode WRITTEN when they cannot, or when the cell is wrong."""
    if not cell.strip():
        return Controls()
    try:
        condition = parse_cell(cell, fact)
    except CellError:
        return Controls(WRITTEN)
    match condition:
        case Within((span,)):
            return _of_span(fact, span)
        case Is(value):
            return Controls(IS, yes="yes" if value else "no")
        case None | Within():
            return Controls(WRITTEN)
    return _of_codes(condition)


def _of_span(fact: Fact, span: Span) -> Controls:
    low = "" if span.low is None else _value(fact, span.low)
    last = None if span.high is None else span.high - (0 if fact.kind is Kind.MONEY else 1)
    return Controls(IS, low=low, high="" if last is None else _value(fact, last))


def _of_codes(condition: Condition) -> Controls:
    match condition:
        case In(codes) | AnyOf(codes):
            return Controls(IS, codes=tuple(sorted(codes)))
        case NotIn(codes) | NoneOf(codes):
            return Controls(NOT, codes=tuple(sorted(codes)))
        case StartsWith(prefixes):
            return Controls(STARTS, prefixes=", ".join(sorted(prefixes)))
        case NotStartsWith(prefixes):
            return Controls(NOT_STARTS, prefixes=", ".join(sorted(prefixes)))
    return Controls(KNOWN if isinstance(condition, Known) else UNKNOWN)


def cell_of(fact: Fact, controls: Controls) -> str:
    """The cell that controls write; empty when they say nothing; what cannot be read goes in as it is, to be refused."""
    if controls.mode == KNOWN:
        return "known()"
    if controls.mode == UNKNOWN:
        return "unknown()"
    if fact.kind in CODED:
        return _coded(fact, controls)
    if fact.kind is Kind.BOOLEAN:
        return {"yes": "true", "no": "false"}.get(controls.yes, "")
    return _range(fact.kind, controls)


def read_cell(fact: Fact, posted: Posted) -> CellInput:
    """The cell that the form means: the written one if it was changed, else what the controls say if they were."""
    name = fact.name
    written, before = posted.get(f"cell.{name}", "").strip(), posted.get(f"was.{name}", "").strip()
    controls = read_controls(fact, posted)
    shown = controls_of(fact, before)
    if written != before or controls.mode == WRITTEN or controls == shown:
        return CellInput(name, written, controls_of(fact, written))
    cell = cell_of(fact, controls)
    return CellInput(name, cell, controls)


def read_controls(fact: Fact, posted: Posted) -> Controls:
    """The controls as they were sent."""
    name = fact.name
    return Controls(
        mode=posted.get(f"mode.{name}", WRITTEN),
        codes=tuple(sorted({code for code in posted.getlist(f"code.{name}") if code})),
        prefixes=posted.get(f"prefix.{name}", "").strip(),
        low=posted.get(f"low.{name}", "").strip(),
        high=posted.get(f"high.{name}", "").strip(),
        yes=posted.get(f"yes.{name}", ""),
    )


_FORMS: Final[Mapping[str, tuple[type, type]]] = {IS: (In, AnyOf), NOT: (NotIn, NoneOf)}


def _coded(fact: Fact, controls: Controls) -> str:
    prefixes = tuple(part.strip() for part in controls.prefixes.split(",") if part.strip())
    if controls.mode in (STARTS, NOT_STARTS):
        if not prefixes:
            return ""
        starts = StartsWith if controls.mode == STARTS else NotStartsWith
        return write_cell(starts(frozenset(prefixes)), fact)
    if not controls.codes:
        return ""
    form = _FORMS[NOT if controls.mode == NOT else IS][fact.kind is Kind.SET]
    condition: Condition = form(frozenset(controls.codes))
    return write_cell(condition, fact)


def _range(kind: Kind, controls: Controls) -> str:
    low, high = _literal(kind, controls.low), _literal(kind, controls.high)
    if not low or not high:
        if low:
            return f">= {low}"
        return f"{'<' if kind is Kind.MONEY else '<='} {high}" if high else ""
    if low == high and kind is not Kind.MONEY:
        return low
    return f"[{low}..{high}{')' if kind is Kind.MONEY else ']'}"


def _literal(kind: Kind, text: str) -> str:
    """A value as cells write it; people write spaces, commas and signs of euros."""
    if not text:
        return ""
    if kind is Kind.DATE:
        return f'date("{text}")'
    return "".join(text.replace("€", "").split()).replace(",", ".")


def _value(fact: Fact, step: int) -> str:
    value = value_of(fact.kind, step)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value != value.to_integral_value() else str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def marked(cell: str, offset: int | None) -> tuple[str, str, str] | None:
    """The cell before, at and after the character at fault; None when no character is named."""
    if offset is None:
        return None
    return cell[:offset], cell[offset : offset + 1] or "␣", cell[offset + 1 :]
