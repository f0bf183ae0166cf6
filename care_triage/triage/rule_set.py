"""A published rule set, compiled once: document, table, and the facts as rules read them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from care_triage.rules import Decision, RuleTable, read_facts, read_rule
from care_triage.triage.document import RuleSetDocument, RuleSpec


class RuleSet:
    """A version of the rules, ready to decide. Immutable; shared by the threads of a process."""

    def __init__(self, id: int, version: int, document: RuleSetDocument) -> None:
        self.id = id
        self.version = version
        self.document = document
        vocabulary = document.to_vocabulary()
        self.table = RuleTable.compile(
            vocabulary,
            (
                read_rule(vocabulary, rule.id, rule.when, valid_from=rule.valid_from, valid_until=rule.valid_until)
                for rule in document.rules
            ),
        )

    def decide(self, subject: str, answers: Mapping[str, Any], territory: Iterable[str], on: date) -> Decision:
        """Decide for one need. `answers` are plain values as a case stores them; unknown names are left out.

        A fact that a later rule set no longer knows must not stop a case: it is simply not read.
        """
        known = {name: value for name, value in answers.items() if name in self.table.vocabulary}
        facts = read_facts(self.table.vocabulary, known)
        facts["subject"] = subject
        facts["filed_on"] = on
        if codes := frozenset(territory):
            facts["territory"] = codes
        return self.table.decide(facts, on)

    def fired(self, decision: Decision) -> tuple[RuleSpec, ...]:
        """The rules that fired, in the order of the table."""
        rules = self.document.rule_by_id
        return tuple(rules[rule_id] for rule_id in decision.fired)
