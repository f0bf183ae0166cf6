"""A table of rules over a vocabulary, compiled once and decided many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from care_triage.rules.cells import parse_cell
from care_triage.rules.conditions import Condition, check_condition
from care_triage.rules.decision import Decision
from care_triage.rules.errors import ConditionError, FactError, RuleError, shown
from care_triage.rules.hashing import table_hash
from care_triage.rules.index import Column
from care_triage.rules.validity import Validity, check_validity
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


class RuleTable:
    """Rules in order, their vocabulary and their index; immutable and safe to share between threads.

    The order of the rules is their priority: everything that lists rules lists them in this order.
    """

    def __init__(self, vocabulary: Vocabulary, rules: tuple[Rule, ...]) -> None:
        """Use `compile`, which checks the rules first."""
        self.vocabulary = vocabulary
        self.rules = rules
        self.everyone = (1 << len(rules)) - 1
        self.columns = _columns(vocabulary, rules)
        self._lookups = tuple((column.fact.name, column) for column in self.columns)
        self._positions = {rule.id: position for position, rule in enumerate(rules)}
        self._validity = Validity((rule.valid_from, rule.valid_until) for rule in rules)

    @classmethod
    def compile(cls, vocabulary: Vocabulary, rules: Iterable[Rule]) -> RuleTable:
        """Check every rule and build the index.

        Raises RuleError: a bad or repeated id, a fact that does not exist, a condition that does not suit its fact,
        validity dates in the wrong order.
        """
        ordered = tuple(rules)
        seen: set[str] = set()
        for rule in ordered:
            _check_rule(vocabulary, rule)
            if rule.id in seen:
                raise RuleError("duplicate_rule", rule_id=rule.id, name=rule.id)
            seen.add(rule.id)
        return cls(vocabulary, ordered)

    @cached_property
    def table_hash(self) -> str:
        """SHA-256 (hex) of what decides: vocabulary and rules. Labels and questions do not count."""
        return table_hash(self.vocabulary, self.rules)

    def position(self, rule_id: str) -> int:
        """Place of a rule in the table, from 0. RuleError when there is no such rule."""
        try:
            return self._positions[rule_id]
        except KeyError:
            raise RuleError("unknown_rule", rule_id=rule_id, name=shown(rule_id)) from None

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id. RuleError when there is none."""
        return self.rules[self.position(rule_id)]

    def decide(self, facts: Mapping[str, object], on: date | None) -> Decision:
        """Decide on the known `facts` (a missing or None fact is unknown) with the rules in force `on` that day.

        `on` may be None only when no rule has validity dates. Deterministic; raises FactError when a fact does not
        exist, has a value of the wrong kind or a code that does not exist, or when a date is needed.
        """
        known = {name: value for name, value in facts.items() if value is not None}
        if not self.vocabulary.names.issuperset(known):
            self._refuse_strangers(known)
        in_force = possible = self._validity.in_force(on)
        waiting = 0
        accepted: list[int] = []
        for name, column in self._lookups:
            if name in known:
                mask = column.accepting(known[name])
            else:
                mask = column.unrefused
                waiting |= column.waiting
            possible &= mask
            accepted.append(mask)
        undecided = possible & waiting
        return Decision(
            self,
            known,
            on,
            in_force=in_force,
            accepted=accepted,
            fired=possible ^ undecided,
            undecided=undecided,
        )

    def _refuse_strangers(self, known: Mapping[str, object]) -> None:
        for name in sorted(map(str, known.keys() - self.vocabulary.names)):
            raise FactError("unknown_fact", fact=shown(name), name=shown(name))


def _check_rule(vocabulary: Vocabulary, rule: Rule) -> None:
    if not is_code(rule.id):
        raise RuleError("bad_rule_id", rule_id=shown(rule.id), name=shown(rule.id))
    check_validity(rule.id, rule.valid_from, rule.valid_until)
    for name, condition in rule.conditions.items():
        if name not in vocabulary:
            raise RuleError("unknown_fact", rule_id=rule.id, fact=shown(name), name=shown(name))
        try:
            check_condition(vocabulary[name], condition)
        except ConditionError as error:
            raise RuleError(error.key, rule_id=rule.id, fact=name, **error.details) from None


def _columns(vocabulary: Vocabulary, rules: tuple[Rule, ...]) -> tuple[Column, ...]:
    read: dict[str, list[tuple[int, Condition]]] = {name: [] for name in vocabulary}
    for position, rule in enumerate(rules):
        for name, condition in rule.conditions.items():
            read[name].append((position, condition))
    return tuple(Column(fact, read[fact.name], len(rules)) for fact in vocabulary.values())
