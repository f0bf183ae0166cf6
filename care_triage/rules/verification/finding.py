"""What verification has found: one finding, with the rules concerned and facts that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from care_triage.rules.values import Plain


class Severity(StrEnum):
    """How much it matters: an ERROR forbids publishing, a WARNING is worth a look, a NOTE is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class FindingKind(StrEnum):
    """What is the matter.

    The first six are found by this library. CUT_OFF says that one of its checks stopped before its end. The others are
    about the words, questions and partners around a table; the house that uses the table finds them.
    """

    UNREACHABLE = "unreachable"
    HIDDEN = "hidden"
    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"
    TWO_LEADS = "two_leads"
    GAP = "gap"
    CUT_OFF = "cut_off"

    UNKNOWN_CODE = "unknown_code"
    UNCONDITIONAL = "unconditional"
    BAD_CLOCK = "bad_clock"
    NO_UNIT = "no_unit"
    DEAD_PARTNER = "dead_partner"
    UNREAD_QUESTION = "unread_question"
    UNASKED_FACT = "unasked_fact"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `rules` are the ids concerned, the one to look at first in front. `example` is a minimal set of facts in plain
    values (as `read_facts` reads them; a fact left out is unknown) that shows the finding when the table decides it
    on the day `on`; both are empty where no facts can show it. `details` are plain words for the sentence and the fix
    proposed: fact names, codes, numbers.
    """

    kind: FindingKind
    severity: Severity
    rules: tuple[str, ...] = ()
    example: Mapping[str, Plain] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "example", MappingProxyType(dict(self.example)))
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))

    def to_dict(self) -> dict[str, object]:
        """The finding as plain JSON values."""
        return {
            "kind": self.kind.value,
            "severity": self.severity.value,
            "rules": list(self.rules),
            "example": dict(self.example),
            "on": self.on.isoformat() if self.on else None,
            "details": dict(self.details),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """The finding that `to_dict` was given."""
        on = date.fromisoformat(data["on"]) if data["on"] else None
        kind, severity = FindingKind(data["kind"]), Severity(data["severity"])
        return cls(kind, severity, tuple(data["rules"]), data["example"], data["details"], on)
