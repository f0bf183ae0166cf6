"""A published rule set, compiled once: document, table, and the facts as rules read them."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any

from care_triage.rules import Decision, FactError, RuleTable, read_facts, read_rule
from care_triage.triage.aids.judging import Aids, JudgedAid
from care_triage.triage.document import RuleSetDocument, RuleSpec
from care_triage.triage.doors import Doors, ShownDoor


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
        """Decide for one need. `answers` are plain values as a case stores them.

        A fact, or a code of it, that a later rule set no longer knows must not stop a case: it is not read.
        """
        return self.table.decide(self._facts(subject, answers, territory, on), on)

    def doors_of(self, redirect: str, answers: Mapping[str, Any], on: date | None) -> tuple[ShownDoor, ...]:
        """The doors of a redirect to show to somebody of whom `answers` are known, the surest first."""
        return self._doors.of(redirect, self._readable(answers), on)

    def redirect_of(self, subject: str, answers: Mapping[str, Any], on: date) -> str | None:
        """The redirect that a request on a subject of ours belongs to all the same, for what is known of it."""
        return self._doors.instead({**self._readable(answers), "subject": subject}, on)

    def aids_for(
        self, subject: str, answers: Mapping[str, Any], territory: Iterable[str], on: date
    ) -> tuple[JudgedAid, ...]:
        """The aids that serve a need, each with what is known for and against it; none is left out."""
        return self._aids.of(subject, self._facts(subject, answers, territory, on), on)

    @cached_property
    def _aids(self) -> Aids:
        return Aids(self.table.vocabulary, self.document.aids)

    @cached_property
    def _doors(self) -> Doors:
        return Doors(self.table.vocabulary, self.document.redirects)

    def check(self, answers: Mapping[str, Any]) -> None:
        """Refuse what `decide` would leave out. Raises FactError."""
        read_facts(self.table.vocabulary, answers)

    def _facts(self, subject: str, answers: Mapping[str, Any], territory: Iterable[str], on: date) -> dict[str, Any]:
        facts = self._readable(answers)
        facts["subject"] = subject
        facts["filed_on"] = on
        if codes := frozenset(territory):
            facts["territory"] = codes
        return facts

    def _readable(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for name, value in answers.items():
            if name in self.table.vocabulary:
                with suppress(FactError):
                    facts |= read_facts(self.table.vocabulary, {name: value})
        return facts

    def fired(self, decision: Decision) -> tuple[RuleSpec, ...]:
        """The rules that fired, in the order of the table."""
        rules = self.document.rule_by_id
        return tuple(rules[rule_id] for rule_id in decision.fired)
