"""Reads rules from the decision tables of a DMN file: ours, or ours after a modeller worked on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from care_triage.dmn.parser import parse_expression
from care_triage.dmn.reader import child, children, parse_xml, text_of
from care_triage.dmn.refusals import DmnError, FeelError
from care_triage.rulebook.formats.dmn_cells import from_dmn
from care_triage.rulebook.formats.dmn_layout import DECIDED_ON, ORDER, OUTPUTS
from care_triage.rulebook.formats.dmn_writing import ANNOTATIONS
from care_triage.rulebook.formats.problems import FileProblem, InvalidRuleFile, Loss, SourceRule, refused, unflat
from care_triage.rules import Fact, RulesError, Within, parse_cell
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import RuleSetDocument

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ON: Final = Fact(DECIDED_ON, Kind.DATE)
_NUMBERS: Final = frozenset(["legal_clock.days", "legal_clock.months"])


@dataclass(frozen=True)
class _Columns:
    """What the columns of one table are about, and the name of its decision."""

    decision: str
    facts: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...]

    def place(self, name: str) -> str:
        """A column, for a person."""
        return f"{name} ({self.decision})"


def read(data: bytes, base: RuleSetDocument) -> tuple[tuple[SourceRule, ...], tuple[Loss, ...]]:
    """The rules of every table that has an output `rule`, in their order. Raises InvalidRuleFile."""
    try:
        root = parse_xml(data)
    except DmnError as error:
        message = error.problem[:1].upper() + error.problem[1:]
        raise refused(f"{message}.", "This XML file cannot be read.") from None
    tables = [
        (decision.get("name", ""), table)
        for decision in children(root, "decision")
        for table in children(decision, "decisionTable")
        if any(output.get("name") == "rule" for output in children(table, "output"))
    ]
    if not tables:
        raise refused(
            "Ce modèle n’a pas de table de décision avec un résultat « rule ».",
            "This model has no decision table with an output “rule”.",
        )
    facts = {fact.name: fact.to_fact() for fact in base.vocabulary}
    problems: list[FileProblem] = []
    placed = [item for name, table in tables for item in _table(name, table, facts, problems)]
    if problems:
        raise InvalidRuleFile(*problems)
    return tuple(rule for _, rule in sorted(placed, key=lambda item: item[0])), ()


def _table(
    name: str, table: Element, facts: Mapping[str, Fact], problems: list[FileProblem]
) -> Iterator[tuple[float, SourceRule]]:
    """Each rule with its place in the whole set; one without a place follows the one before it."""
    columns = _columns(name, table)
    strangers = [
        *(fact for fact in columns.facts if fact not in facts and fact != DECIDED_ON),
        *(output for output in columns.outputs if output not in OUTPUTS),
        *(note for note in columns.notes if note not in (ORDER, *ANNOTATIONS)),
    ]
    problems += [
        FileProblem(f"« {stranger[:60]} » n’existe pas.", f"There is no “{stranger[:60]}”.", column=columns.place(stranger[:60]))
        for stranger in strangers
    ]  # fmt: skip
    if strangers:
        return
    last = 0.0
    for number, rule in enumerate(children(table, "rule"), 1):
        place, found = _rule(rule, number, columns, facts, problems)
        last = last + 1e-6 if place is None else place
        yield last, found


def _columns(name: str, table: Element) -> _Columns:
    return _Columns(
        name,
        tuple(text_of(child(item, "inputExpression")) for item in children(table, "input")),
        tuple(item.get("name", "") for item in children(table, "output")),
        tuple(item.get("name", "") for item in children(table, "annotation")),
    )


def _rule(
    rule: Element, number: int, columns: _Columns, facts: Mapping[str, Fact], problems: list[FileProblem]
) -> tuple[float | None, SourceRule]:
    values: dict[str, Any] = {}
    for name, text in zip(columns.facts, _texts(rule, "inputEntry"), strict=False):
        values |= _tests(name, text, facts, _Place(number, columns.place(name), problems))
    for name, text in zip(columns.outputs, _texts(rule, "outputEntry"), strict=False):
        values |= _outcome(name, text, _Place(number, columns.place(name), problems))
    notes = {name: text for name, text in zip(columns.notes, _texts(rule, "annotationEntry"), strict=False) if text}
    place = notes.pop(ORDER, "")
    values |= {name: int(text) if name in _NUMBERS and text.isdecimal() else text for name, text in notes.items()}
    values.setdefault("why", _described(rule))
    rule_id = values.pop("rule", "")
    paths = [*(f"when.{name}" for name in columns.facts), *columns.outputs, *columns.notes, "id", "why"]
    source = SourceRule(str(rule_id), unflat(values), number, {path: columns.place(path) for path in paths})
    return float(place) if place.isdecimal() and len(place) < 9 else None, source


def _texts(rule: Element, tag: str) -> Sequence[str]:
    return [text_of(entry) for entry in children(rule, tag)]


def _described(rule: Element) -> str | None:
    """The remark that a modeller lets people write beside a rule, where it has no annotations."""
    description = child(rule, "description")
    return (description.text or "").strip() or None if description is not None else None


@dataclass(frozen=True)
class _Place:
    """Where a cell is, and where its refusal goes."""

    row: int
    column: str
    problems: list[FileProblem]

    def refuse(self, message: str, message_en: str, offset: int | None = None) -> dict[str, Any]:
        """Note a problem; the cell says nothing."""
        self.problems.append(FileProblem(message, message_en, self.row, self.column, offset))
        return {}


def _tests(name: str, text: str, facts: Mapping[str, Fact], place: _Place) -> dict[str, Any]:
    if name == DECIDED_ON:
        return _validity(text, place)
    cell = from_dmn(text, facts[name], as_list=facts[name].kind is Kind.CODE)
    return {f"when.{name}": cell} if cell else {}


def _validity(text: str, place: _Place) -> dict[str, Any]:
    """The dates of validity: one span of days."""
    try:
        condition = parse_cell(text or "-", _ON)
    except RulesError as error:
        return place.refuse(error.message("fr"), error.message("en"), getattr(error, "offset", None))
    if condition is None:
        return {}
    if not isinstance(condition, Within) or len(condition.spans) != 1:
        return place.refuse("Il faut une seule période.", "One period is needed.")
    low, high = condition.spans[0]
    since = {"valid_from": date.fromordinal(low).isoformat()} if low is not None else {}
    return since | ({"valid_until": date.fromordinal(high - 1).isoformat()} if high is not None else {})


def _outcome(name: str, text: str, place: _Place) -> dict[str, Any]:
    if not text:
        return {}
    try:
        value = parse_expression(text, ())({})
    except FeelError as error:
        return place.refuse(
            f"{error.problem[:1].upper()}{error.problem[1:]}.", "This value cannot be read.", error.offset
        )
    if isinstance(value, Decimal):
        is_whole = abs(value) < 10**9 and value == value.to_integral_value()
        return {name: int(value) if is_whole else str(value)}
    return {name: value} if value is not None else {}
