"""Rules read cell by cell: those that can be verified, and every reason why the others cannot."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from care_triage.rules import Rule, RuleError, RulesError, RuleTable, Vocabulary, VocabularyError, read_rule
from care_triage.rules.rule import check_rule
from care_triage.rules.validity import check_validity
from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.triage.document import FactSpec, ImpossibleSpec, RuleSetDocument, RuleSpec


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell, or with an empty `fact` a rule, cannot be read; `offset` is the place in the cell, from 0."""

    fact: str
    cell: str
    error: RulesError

    @property
    def offset(self) -> int | None:
        """Where in the cell, when the error knows."""
        return getattr(self.error, "offset", None)

    def __str__(self) -> str:
        if not self.fact:
            return self.error.message()
        where = f", caractère {self.offset + 1} de {self.cell}" if self.offset is not None else ""
        return f"when.{self.fact}{where} : {self.error.message()}"


def readable_vocabulary(facts: Iterable[FactSpec]) -> Vocabulary:
    """The facts that are well declared; the others have their own problem already."""
    readable = {}
    for fact in facts:
        try:
            readable[fact.name] = fact.to_fact()
        except VocabularyError:
            continue
    return Vocabulary(readable.values())


def compiled(vocabulary: Vocabulary, spec: RuleSpec | ImpossibleSpec) -> tuple[Rule | None, tuple[Refusal, ...]]:
    """The rule (or the impossible combination) as the engine reads it, or every reason why it cannot, cell by cell."""
    since, until = (spec.valid_from, spec.valid_until) if isinstance(spec, RuleSpec) else (None, None)
    try:
        rule = read_rule(vocabulary, spec.id, spec.when, valid_from=since, valid_until=until)
        check_rule(vocabulary, rule)
        check_validity(rule.id, rule.valid_from, rule.valid_until)
    except RulesError as error:
        refusals = (_refusal(vocabulary, spec, name, cell) for name, cell in spec.when.items())
        return None, tuple(filter(None, refusals)) or (Refusal("", "", error),)
    return rule, ()


def _refusal(vocabulary: Vocabulary, spec: RuleSpec | ImpossibleSpec, name: str, cell: str) -> Refusal | None:
    try:
        read_rule(vocabulary, spec.id, {name: cell})
    except RulesError as error:
        return Refusal(name, "" if isinstance(error, RuleError) else cell, error)
    return None


@dataclass(frozen=True, slots=True)
class _Read:
    """Rules that were read, by the identity of their specs, which are held so that no other takes their place."""

    facts: tuple[FactSpec, ...]
    vocabulary: Vocabulary
    rules: Mapping[int, tuple[RuleSpec, Rule]]


_last: list[_Read] = []
"""The last document that was read: while one rule is being edited, the others need not be read again."""


def readable_table(document: RuleSetDocument) -> tuple[RuleTable, tuple[Finding, ...]]:
    """The table of the rules that can be read, and a finding for each cell that cannot."""
    known = next((read for read in _last if read.facts is document.vocabulary), None)
    if known is None:
        known = _Read(document.vocabulary, readable_vocabulary(document.vocabulary), {})
    read: dict[int, tuple[RuleSpec, Rule]] = {}
    findings: list[Finding] = []
    for spec in document.rules:
        if id(spec) in known.rules:
            read[id(spec)] = known.rules[id(spec)]
            continue
        rule, refusals = compiled(known.vocabulary, spec)
        findings += _told(spec, refusals)
        if rule is not None:
            read[id(spec)] = spec, rule
    _last[:] = [_Read(known.facts, known.vocabulary, read)]
    rules = {rule.id: rule for _, rule in reversed(read.values())}
    return RuleTable.compile(known.vocabulary, reversed(rules.values())), tuple(findings)


def _told(spec: RuleSpec, refusals: Iterable[Refusal]) -> Iterator[Finding]:
    for refusal in refusals:
        details = {
            "fact": refusal.fact,
            "problem": refusal.error.message("fr"),
            "problem_en": refusal.error.message("en"),
        }
        if refusal.offset is not None:
            details["offset"] = str(refusal.offset)
        yield Finding(FindingKind.UNKNOWN_CODE, Severity.ERROR, (spec.id,), details=details)
