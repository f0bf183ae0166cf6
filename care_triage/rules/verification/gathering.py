"""Findings gathered check by check; a check that stops before its end says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from care_triage.rules.verification.effort import Cancelled, CutOff, Limits
from care_triage.rules.verification.finding import Finding, FindingKind, Severity

_ORDER: Final = {severity: place for place, severity in enumerate(Severity)}
_OF_ALL: Final = frozenset({"steps", "pairs"})
"""Limits of a whole check: the next rule would meet them too."""


def guarded(findings: Iterator[Finding], rule_id: str | None = None) -> Iterator[Finding]:
    """The findings about one rule (or one value); where the question was too hard, that instead, and others go on."""
    try:
        yield from findings
    except CutOff as stopped:
        if stopped.limit in _OF_ALL:
            raise
        details = {"limit": stopped.limit, "number": str(stopped.number)}
        yield Finding(FindingKind.CUT_OFF, Severity.NOTE, (rule_id,) if rule_id else (), details=details)


def gathered(checks: Iterable[tuple[FindingKind, Iterator[Finding]]], limits: Limits) -> tuple[Finding, ...]:
    """The findings of all checks, errors first; at most so many of a check."""
    found: dict[tuple[FindingKind, tuple[str, ...], str], Finding] = {}
    for kind, findings in checks:
        try:
            for finding in _first(kind, findings, limits.findings):
                found.setdefault(
                    (finding.kind, finding.rules, finding.details.get("value", "") + finding.details.get("sort", "")),
                    finding,
                )
        except Cancelled:
            found[kind, (), "cancelled"] = _cut_off(kind, "cancelled", 0)
            break
    return tuple(sorted(found.values(), key=lambda finding: _ORDER[finding.severity]))


def _first(kind: FindingKind, findings: Iterator[Finding], most: int) -> Iterator[Finding]:
    try:
        for number, finding in enumerate(findings):
            if number == most:
                yield _cut_off(kind, "findings", most)
                return
            yield finding
    except CutOff as stopped:
        yield _cut_off(kind, stopped.limit, stopped.number)


def _cut_off(kind: FindingKind, limit: str, number: int) -> Finding:
    details = {"check": kind.value, "limit": limit, "number": str(number), "value": kind.value}
    return Finding(FindingKind.CUT_OFF, Severity.NOTE, details=details)
