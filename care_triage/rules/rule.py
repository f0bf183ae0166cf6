"""One row of the table: conditions on facts, and what follows when all are true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from care_triage.rules.cells import parse_cell
from care_triage.rules.conditions import Condition, check_condition
from care_triage.rules.errors import ConditionError, RuleError, shown
from care_triage.rules.vocabulary import Vocabulary, is_code


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: when all `conditions` (fact name to condition) are true, `outputs` is an outcome.

    A fact without a condition does not matter. `valid_from` and `valid_until` are the first and the last day the rule
    is in force, both included; None leaves that side open. `outputs` is opaque to the engine; to be hashed it must be
    made of plain values, dates, Decimals, enums, dataclasses, mappings and sequences.
    """

    id: str
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    outputs: object = None
    valid_from: date | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "conditions", MappingProxyType(dict(self.conditions)))


def read_rule(
    vocabulary: Vocabulary,
    rule_id: str,
    cells: Mapping[str, str],
    outputs: object = None,
    *,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Rule:
    """A rule from its written cells (fact name to S-FEEL unary test).

    Raises RuleError for a fact that does not exist, CellError for a cell that is refused.
    """
    conditions: dict[str, Condition] = {}
    for name, cell in cells.items():
        if name not in vocabulary:
            raise RuleError("unknown_fact", rule_id=rule_id, fact=shown(name), name=shown(name))
        condition = parse_cell(cell, vocabulary[name], rule_id=rule_id)
        if condition is not None:
            conditions[name] = condition
    return Rule(rule_id, conditions, outputs, valid_from, valid_until)


def check_rule(vocabulary: Vocabulary, rule: Rule) -> None:
    """Refuse a rule whose id or conditions do not suit the vocabulary. Raises RuleError."""
    if not is_code(rule.id):
        raise RuleError("bad_rule_id", rule_id=shown(rule.id), name=shown(rule.id))
    for name, condition in rule.conditions.items():
        if name not in vocabulary:
            raise RuleError("unknown_fact", rule_id=rule.id, fact=shown(name), name=shown(name))
        try:
            check_condition(vocabulary[name], condition)
        except ConditionError as error:
            raise RuleError(error.key, rule_id=rule.id, fact=name, **error.details) from None
