"""Rules read cell by cell: those that can be verified, and every reason why the others cannot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from care_triage.rules import Rule, RuleError, RulesError, RuleTable, Vocabulary, VocabularyError, read_rule
from care_triage.rules.rule import check_rule
from care_triage.rules.validity import check_validity
from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.triage.document import FactSpec, RuleSetDocument, RuleSpec


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


def compiled(vocabulary: Vocabulary, spec: RuleSpec) -> tuple[Rule | None, tuple[Refusal, ...]]:
    """The rule as the engine reads it, or every reason why it cannot, cell by cell."""
    refusals = [refusal for name, cell in spec.when.items() if (refusal := _refusal(vocabulary, spec, name, cell))]
    if refusals:
        return None, tuple(refusals)
    try:
        rule = read_rule(vocabulary, spec.id, spec.when, valid_from=spec.valid_from, valid_until=spec.valid_until)
        check_rule(vocabulary, rule)
        check_validity(rule.id, rule.valid_from, rule.valid_until)
    except RulesError as error:
        return None, (Refusal("", "", error),)
    return rule, ()


def _refusal(vocabulary: Vocabulary, spec: RuleSpec, name: str, cell: str) -> Refusal | None:
    try:
        read_rule(vocabulary, spec.id, {name: cell})
    except RulesError as error:
        return Refusal(name, "" if isinstance(error, RuleError) else cell, error)
    return None


def readable_table(document: RuleSetDocument) -> tuple[RuleTable, tuple[Finding, ...]]:
    """The table of the rules that can be read, and a finding for each cell that cannot."""
    vocabulary = readable_vocabulary(document.vocabulary)
    rules: dict[str, Rule] = {}
    findings: list[Finding] = []
    for spec in document.rules:
        rule, refusals = compiled(vocabulary, spec)
        findings += _told(spec, refusals)
        if rule is not None:
            rules.setdefault(rule.id, rule)
    return RuleTable.compile(vocabulary, rules.values()), tuple(findings)


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
