"""A table of rules over a vocabulary, compiled once and decided many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_

from care_triage.rules.decision import Decision
from care_triage.rules.errors import FactError, RuleError, shown
from care_triage.rules.hashing import table_hash
from care_triage.rules.index import columns_of
from care_triage.rules.masks import everyone
from care_triage.rules.rule import Rule, check_rule
from care_triage.rules.validity import Validity, check_validity
from care_triage.rules.vocabulary import Vocabulary


class RuleTable:
    """Rules in order, their vocabulary and their index; immutable and safe to share between threads.

    The order of the rules is their priority: everything that lists rules lists them in this order.
    """

    def __init__(self, vocabulary: Vocabulary, rules: tuple[Rule, ...]) -> None:
        """Use `compile`, which checks the rules first."""
        self.vocabulary = vocabulary
        self.rules = rules
        self.ids = tuple(rule.id for rule in rules)
        self.everyone = everyone(len(rules))
        self.columns = columns_of(vocabulary, rules)
        self.names = tuple(column.fact.name for column in self.columns)
        self._accepting = tuple(column.accepting for column in self.columns)
        self._unrefused = tuple(column.unrefused for column in self.columns)
        self._waiting = tuple(column.waiting for column in self.columns)
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
            check_rule(vocabulary, rule)
            check_validity(rule.id, rule.valid_from, rule.valid_until)
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
        seen = dict(facts)
        values = [*map(seen.get, self.names)]
        unknown = [waits for waits, value in zip(self._waiting, values, strict=True) if value is None]
        if len(seen) > len(values) - len(unknown) and not self.vocabulary.names.issuperset(seen):
            self._refuse_strangers(seen)
        in_force = self._validity.in_force(on)
        accepted = [
            unrefused if value is None else accepting(value)
            for accepting, unrefused, value in zip(self._accepting, self._unrefused, values, strict=True)
        ]
        possible = reduce(and_, accepted, in_force)
        undecided = possible & reduce(or_, unknown) if unknown else 0
        return Decision(self, seen, on, in_force, accepted, possible ^ undecided, undecided)

    def _refuse_strangers(self, seen: Mapping[str, object]) -> None:
        stranger = min(map(shown, seen.keys() - self.vocabulary.names))
        raise FactError("unknown_fact", fact=stranger, name=stranger)
