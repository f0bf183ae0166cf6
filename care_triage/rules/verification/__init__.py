"""What is wrong with a table before anybody is decided by it: rules that never fire, hidden, contradictory; gaps."""

from __future__ import annotations

from care_triage.rules.verification.finding import Finding, FindingKind, Severity
from care_triage.rules.verification.outcome import RuleOutcome

__all__ = ["Finding", "FindingKind", "RuleOutcome", "Severity"]
