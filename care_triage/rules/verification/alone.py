"""Rules that can never fire, whatever the others say."""

from __future__ import annotations

from collections.abc import Iterator

from care_triage.rules.verification.finding import Finding, FindingKind, Severity
from care_triage.rules.verification.inquiry import Inquiry


def unreachable(inquiry: Inquiry, position: int) -> Iterator[Finding]:
    """The rule, when no facts that can exist meet all its conditions on any day to come.

    An error when a cell alone is impossible, or when its cells together are; a warning when only the combinations
    listed for a fact exclude it; a note when its last day is past.
    """
    rule = inquiry.table.rules[position]
    empty = [name for name, boxes in inquiry.space.pieces(position) if not boxes]
    facts = [name for name in empty if name]
    if facts:
        listed = set(facts) <= inquiry.space.possible.combinations.keys()
        severity = Severity.WARNING if listed else Severity.ERROR
        yield Finding(FindingKind.UNREACHABLE, severity, (rule.id,), details={"facts": ", ".join(facts)})
    elif empty and rule.valid_until:
        details = {"valid_until": rule.valid_until.isoformat()}
        yield Finding(FindingKind.UNREACHABLE, Severity.NOTE, (rule.id,), details=details)
    elif not empty and (excluding := inquiry.excluded_by(inquiry.space.region(position))):
        details = {"impossible": ", ".join(excluding)}
        yield Finding(FindingKind.UNREACHABLE, Severity.ERROR, (rule.id,), details=details)
