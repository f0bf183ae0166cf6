"""Questions that change nothing, and rules that wait for an answer nobody asks for."""

from collections.abc import Iterator, Sequence
from datetime import date

from care_triage.rules import RuleTable
from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.triage.document import RuleSetDocument, RuleSpec, Subject

# What the house knows of every request without asking.
_STANDING = frozenset({"subject", "territory", "filed_on"})
# What it hears in the words of the owner: see triage.types.Understanding.
HEARD = frozenset({"owner_distress", "life_in_danger"})


def rules_about(document: RuleSetDocument, table: RuleTable, subject: Subject, on: date) -> list[RuleSpec]:
    """Rules in force that some answers could make fire for the subject: all but those that its very name excludes."""
    decision = table.decide({"subject": subject.slug}, on)
    excluded = {rule for rule, facts in decision.failed.items() if "subject" in facts} | set(decision.not_in_force)
    known = {rule.id for rule in table.rules}
    return [rule for rule in document.rules if rule.id in known and rule.id not in excluded]


def unread_questions(document: RuleSetDocument, table: RuleTable, on: date) -> Iterator[Finding]:
    """Questions whose answer no rule of the subject reads."""
    for subject in document.subjects:
        read = {fact for rule in rules_about(document, table, subject, on) for fact in facts_read(rule)}
        for question in subject.questions:
            if question.fact not in read:
                details = {"subject": subject.slug, "fact": question.fact}
                yield Finding(FindingKind.UNREAD_QUESTION, Severity.WARNING, details=details)


def facts_read(rule: RuleSpec) -> frozenset[str]:
    """The facts that the rule needs: in its conditions, or to count a legal date."""
    return frozenset(rule.when) | ({rule.legal_clock.fact} if rule.legal_clock else frozenset())


def unasked_facts(document: RuleSetDocument, rules: Sequence[RuleSpec]) -> Iterator[Finding]:
    """Facts that rules need and that no question gives; a note when only other subjects ask for them."""
    asked_by = _subjects_that_ask(document)
    found: dict[tuple[str, bool], list[str]] = {}
    for rule in rules:
        subjects = _subjects_named(document, rule)
        for fact in _facts_needed(rule):
            asking = asked_by.get(fact, set())
            if fact in document.fact_by_name and asking.isdisjoint(subjects):
                found.setdefault((fact, bool(asking)), []).append(rule.id)
    for (fact, elsewhere), concerned in sorted(found.items()):
        severity, sort = (Severity.NOTE, "elsewhere") if elsewhere else (Severity.WARNING, "never")
        details = {"fact": fact, "sort": sort}
        yield Finding(FindingKind.UNASKED_FACT, severity, tuple(concerned), details=details)


def _facts_needed(rule: RuleSpec) -> frozenset[str]:
    """The facts without which the rule cannot fire, or cannot count its legal date; one that must be unknown is not."""
    needless = {name for name, cell in rule.when.items() if cell.strip() == "unknown()"}
    return facts_read(rule) - _STANDING - HEARD - needless


def _subjects_that_ask(document: RuleSetDocument) -> dict[str, set[str]]:
    """For each fact, the subjects with a question for it."""
    asked: dict[str, set[str]] = {}
    for subject in document.subjects:
        for question in subject.questions:
            asked.setdefault(question.fact, set()).add(subject.slug)
    return asked


def _subjects_named(document: RuleSetDocument, rule: RuleSpec) -> set[str]:
    """Subjects that the rule may be about, read off its cell; all when it does not name them."""
    cell = rule.when.get("subject", "")
    named = {slug for slug in document.subject_by_slug if f'"{slug}"' in cell}
    everyone = set(document.subject_by_slug)
    return everyone - named if cell.startswith("not(") else named or everyone
