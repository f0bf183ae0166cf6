"""What is wrong with a table before anybody is decided by it: rules that never fire, hidden, contradictory; gaps."""

from __future__ import annotations

from care_triage.rules.verification.beyond import beyond
from care_triage.rules.verification.effort import ONE_PAGE, ONE_ROW, WHOLE_TABLE, Limits
from care_triage.rules.verification.finding import Finding, FindingKind, Severity
from care_triage.rules.verification.outcome import RuleOutcome
from care_triage.rules.verification.possible import Possible
from care_triage.rules.verification.verify import verify, verify_row

__all__ = [
    "ONE_PAGE",
    "ONE_ROW",
    "WHOLE_TABLE",
    "Finding",
    "FindingKind",
    "Limits",
    "Possible",
    "RuleOutcome",
    "Severity",
    "beyond",
    "verify",
    "verify_row",
]
