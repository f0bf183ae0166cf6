"""A decision table: which rules the inputs fire, and what its hit policy makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from care_triage.dmn.expressions import INPUT, Node, Scope, Test
from care_triage.dmn.item_types import ItemTypes
from care_triage.dmn.parser import Names, parse_expression, parse_tests, parse_values
from care_triage.dmn.refusals import DmnError, FeelError, shown
from care_triage.dmn.values import Value, number_of, written
from care_triage.rules.errors import HitPolicyError
from care_triage.rules.hit_policy import Aggregator, Hit, HitPolicy, OutputColumn, apply


@dataclass(frozen=True, slots=True)
class Input:
    """One column of conditions: what it looks at, and the values that may come."""

    expression: str
    type_ref: str = ""
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """One column of results: `values` from the highest priority to the lowest, `default` when no rule fires."""

    name: str
    type_ref: str = ""
    values: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: a cell for each input, then a cell for each output."""

    id: str
    tests: tuple[str, ...]
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table as it is written."""

    policy: HitPolicy
    aggregator: Aggregator | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    type_ref: str = ""


def expression_of(text: str, names: Iterable[str] | Names, place: str) -> Node:
    """An expression, or a DmnError that says where it is wrong."""
    try:
        return parse_expression(text, names)
    except FeelError as error:
        raise error.at(place) from None


def evaluate_table(table: Table, scope: Scope, place: str, types: ItemTypes, type_ref: str = "") -> Value:
    """The answer of the table. Every cell is read, also of the rules that do not fire. Raises DmnError."""
    columns = [_column(table, output, scope, place, types, type_ref) for output in table.outputs]
    scopes = [_about(column, scope, f"{place}, {shown(column.expression)}", types) for column in table.inputs]
    names = Names(scope)
    rows = [_read_row(table, number, row, names, place) for number, row in enumerate(table.rows, 1)]
    hits = [
        Hit(f"{number}", tuple(node(scope) for node in results))
        for number, (tests, results) in enumerate(rows, 1)
        if all(test is None or test(about) is True for test, about in zip(tests, scopes, strict=True))
    ]
    try:
        answer = apply(table.policy, hits, columns, table.aggregator)
    except HitPolicyError as error:
        raise DmnError(error.message(), place) from None
    return cast(Value, number_of(answer))


def _about(column: Input, scope: Scope, place: str, types: ItemTypes) -> Mapping[str, Value]:
    """The scope of the cells of one column: `?` is the value of its input."""
    value = types.read(column.type_ref, expression_of(column.expression, scope, place)(scope), place)
    check_allowed(column.allowed, value, scope, place)
    return {**scope, INPUT: value}


def check_allowed(text: str, value: Value, scope: Scope, place: str) -> None:
    """Refuse a known value that the tests `text` do not accept. Raises DmnError."""
    if not text or value is None:
        return
    tests = _tests_of(text, scope, f"{place}, valeurs permises")
    if tests is not None and tests({**scope, INPUT: value}) is not True:
        said = shown(value if isinstance(value, str) else written(value))
        raise DmnError(f"{said} n’est pas une valeur permise ({text})", place)


def _column(table: Table, output: Output, scope: Scope, place: str, types: ItemTypes, type_ref: str) -> OutputColumn:
    where = f"{place}, résultat {shown(output.name)}"
    default = expression_of(output.default, scope, f"{where}, par défaut")(scope) if output.default else None
    return OutputColumn(output.name, tuple(_priorities(table, output, scope, where, types, type_ref)), default)


def _priorities(
    table: Table, output: Output, scope: Scope, place: str, types: ItemTypes, type_ref: str
) -> Iterable[Value]:
    """The values of an output, of the table itself or of the declared types; only an order needs them."""
    if table.policy not in (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER):
        return []
    whole = [types.allowed(name, output.name if len(table.outputs) > 1 else "") for name in (table.type_ref, type_ref)]
    text = next((text for text in (output.values, types.allowed(output.type_ref), *whole) if text), "")
    try:
        return [node(scope) for node in parse_values(text, scope)] if text else []
    except FeelError as error:
        raise error.at(f"{place}, valeurs") from None


def _tests_of(text: str, names: Iterable[str] | Names, place: str) -> Test | None:
    try:
        return parse_tests(text, names)
    except FeelError as error:
        raise error.at(place) from None


def _read_row(
    table: Table, number: int, row: Row, names: Names, place: str
) -> tuple[Sequence[Test | None], Sequence[Node]]:
    where = f"{place}, règle {number}"
    if (len(row.tests), len(row.results)) != (len(table.inputs), len(table.outputs)):
        raise DmnError("cette règle n’a pas une case par colonne", where)
    tests = [
        _tests_of(text, names, f"{where}, {shown(column.expression)}")
        for text, column in zip(row.tests, table.inputs, strict=True)
    ]
    results = [
        expression_of(text or "null", names, f"{where}, résultat {shown(output.name)}")
        for text, output in zip(row.results, table.outputs, strict=True)
    ]
    return tests, results
