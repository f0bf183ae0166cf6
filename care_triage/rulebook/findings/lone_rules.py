"""What is wrong with one rule of triage on its own: without a condition, or with a legal date that cannot be counted."""

from collections.abc import Iterator

from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import RuleSetDocument, RuleSpec


def unconditional(rule: RuleSpec) -> Iterator[Finding]:
    """A rule for every request that will ever be made is a mistake."""
    if not rule.when:
        yield Finding(FindingKind.UNCONDITIONAL, Severity.ERROR, (rule.id,))


def bad_clock(document: RuleSetDocument, rule: RuleSpec) -> Iterator[Finding]:
    """A legal date runs forward, from a date that is a fact."""
    clock = rule.legal_clock
    if clock is None:
        return
    fact = document.fact_by_name.get(clock.fact)
    if fact is None or fact.kind is not Kind.DATE:
        yield Finding(FindingKind.BAD_CLOCK, Severity.ERROR, (rule.id,), details={"fact": clock.fact})
    # Zero days: the date itself is the limit, as for a hearing.
    if clock.days < 0 or clock.months < 0:
        length = str(min(clock.days, clock.months))
        yield Finding(FindingKind.BAD_CLOCK, Severity.ERROR, (rule.id,), details={"days": length})
