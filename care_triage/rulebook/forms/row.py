"""One rule as a form: cells in controls and as they are written, what follows, why, and since when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from care_triage.rulebook.pages.cell_editor import WRITTEN, CellInput, Controls, Posted, controls_of, read_cell
from care_triage.rulebook.pages.table_filter import cells_of
from care_triage.rulebook.policy import normal_fields
from care_triage.rulebook.types import RuleFields
from care_triage.rules import Fact
from care_triage.web.forms import CareForm
from care_triage.web.text import clean

TEXTS: Final = ("partner", "role", "urgency", "status", "why", "why_en", "advice", "advice_en", "law", "source",
                "valid_from", "valid_until")  # fmt: skip
NUMBERS: Final = ("rank", "answer_hours")
CLOCK_TEXTS: Final = ("name", "fact", "law", "label", "label_en", "counting", "last_day", "whose", "status", "source",
                      "ask", "ask_en", "past", "past_en")  # fmt: skip
_LONGEST: Final = 5_000
_LONGEST_NUMBER: Final = 12


class RowForm(CareForm):
    """Carries the token; the controls of a rule depend on the facts it uses and are read by `read_row`."""


@dataclass(frozen=True)
class RowInput:
    """What the form holds: the name of the rule, its fields as a draft keeps them, and its cells."""

    rule_id: str
    fields: RuleFields
    cells: tuple[CellInput, ...]
    revision: int


def shown_row(rule_id: str, fields: RuleFields, revision: int, engine: Mapping[str, Fact]) -> RowInput:
    """The form of a rule as the draft has it."""
    cells = tuple(
        CellInput(name, cell, controls_of(engine[name], cell)) if name in engine else _strange(name, cell)
        for name, cell in cells_of(fields).items()
    )
    return RowInput(rule_id, fields, cells, revision)


def read_row(rule_id: str, posted: Posted, engine: Mapping[str, Fact], found: Mapping[str, str]) -> RowInput:
    """The form as it was sent; `found` are codes that a search by name gave, by fact."""
    dropped, added = posted.get("drop", ""), posted.get("add", "") if posted.get("do", "") == "add" else ""
    names = [*posted.getlist("fact"), added]
    cells = tuple(
        read_cell(engine[name], _WithFound(posted, name, found)) if name in engine
        else _strange(name, posted.get(f"cell.{name}", "").strip())
        for name in dict.fromkeys(name[:64] for name in names if name and name != dropped)
    )  # fmt: skip
    return RowInput(rule_id, _fields(posted, cells), cells, _whole(posted.get("revision", "")) or 0)


@dataclass(frozen=True)
class _WithFound:
    """What was sent, with the code that was found for one fact ticked too."""

    posted: Posted
    name: str
    found: Mapping[str, str]

    def get(self, key: str, default: str, /) -> str:
        return self.posted.get(key, default)[:_LONGEST]

    def getlist(self, key: str, /) -> list[str]:
        more = [self.found[self.name]] if key == f"code.{self.name}" and self.name in self.found else []
        return [*self.posted.getlist(key), *more]


def _strange(name: str, cell: str) -> CellInput:
    return CellInput(name, cell, Controls(WRITTEN))


def _fields(posted: Posted, cells: Iterable[CellInput]) -> RuleFields:
    fields: dict[str, Any] = {"when": {each.fact: each.cell for each in cells if each.cell}}
    for name in TEXTS:
        fields[name] = clean(posted.get(name, "")[:_LONGEST])
    for name in NUMBERS:
        fields[name] = _number(posted.get(name, ""))
    fields["confidential"] = bool(posted.get("confidential", ""))
    clock: dict[str, Any] = {name: clean(posted.get(f"clock.{name}", "")[:_LONGEST]) for name in CLOCK_TEXTS}
    clock["days"] = _number(posted.get("clock.days", ""))
    clock["months"] = _number(posted.get("clock.months", ""))
    fields["legal_clock"] = clock
    return normal_fields(fields)


def _number(text: str) -> int | str | None:
    """A whole number; what is none stays as it was typed, for the draft to say so."""
    whole = _whole(text)
    return whole if whole is not None else clean(text[:_LONGEST])


def _whole(text: str) -> int | None:
    compact = "".join(text.split())
    sign = compact.removeprefix("-")
    return int(compact) if sign.isascii() and sign.isdigit() and len(sign) <= _LONGEST_NUMBER else None
