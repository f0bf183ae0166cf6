"""What a replay found, as plain values that are stored with it and shown for as long as the draft lives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from care_triage.rulebook.replay.outcomes import Outcome, Place
from care_triage.triage.records import read, write

# Requests that change, kept one by one; beyond this many only their count is.
MOST_LISTED = 2_000
# The load of today is taken from the requests of this many days.
RECENT_DAYS = 90
_MONTH = 30


@dataclass(frozen=True)
class Flow:
    """How many requests go from one lead to another; None is the triage desk."""

    requests: int
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class PartnerLoad:
    """One kind of partner: requests it leads, and referrals it receives in the recent days, before and after."""

    kind: str
    leads_before: int
    leads_after: int
    recent_before: int
    recent_after: int


@dataclass(frozen=True)
class TerritoryShare:
    """One territory: its requests, those that change, those that lose their lead."""

    code: str
    requests: int
    changed: int
    lost: int


@dataclass(frozen=True)
class OutcomeRecord:
    """An outcome as it is stored: kinds by role, hours to answer in the same order."""

    leads: tuple[str, ...]
    supports: tuple[str, ...]
    informs: tuple[str, ...]
    hours: tuple[int, ...]
    urgency: str
    confidential: bool
    clocks: tuple[str, ...]

    @classmethod
    def of(cls, outcome: Outcome) -> "OutcomeRecord":
        """The record of an outcome."""
        places = (*outcome.leads, *outcome.supports, *outcome.informs)
        return cls(
            _kinds(outcome.leads), _kinds(outcome.supports), _kinds(outcome.informs),
            tuple(place.hours for place in places), outcome.urgency, outcome.confidential, outcome.clocks,
        )  # fmt: skip

    @property
    def lead(self) -> str | None:
        """The kind that leads; None when the triage desk has the move."""
        return self.leads[0] if self.leads else None


def _kinds(places: Sequence[Place]) -> tuple[str, ...]:
    return tuple(place.kind for place in places)


@dataclass(frozen=True)
class ChangedRequest:
    """A request that changes: its decision and need, and the numbers of its outcomes in `ReplayResult.outcomes`."""

    decision_id: int
    need_id: int
    before: int
    after: int


@dataclass(frozen=True)
class ReplayResult:
    """A draft against a published set, over the past.

    `requests` were replayed, `unreadable` could not be (their subject is gone); `decided_again` are those that a
    changed rule can touch, the others keep what they had. `changes` holds the first MOST_LISTED, lost leads first.
    """

    requests: int
    unreadable: int
    changed_rules: int
    decided_again: int
    changed: int
    lost_leads: int
    gained_leads: int
    other_leads: int
    recent_days: int
    flows: tuple[Flow, ...]
    loads: tuple[PartnerLoad, ...]
    departments: tuple[TerritoryShare, ...]
    communes: tuple[TerritoryShare, ...]
    changes: tuple[ChangedRequest, ...]
    outcomes: tuple[OutcomeRecord, ...]
    first_on: date | None = None
    last_on: date | None = None

    def monthly(self, recent: int) -> float:
        """Referrals of the recent days as a rate per month."""
        return recent * _MONTH / self.recent_days

    def before(self, change: ChangedRequest) -> OutcomeRecord:
        """What a request had."""
        return self.outcomes[change.before]

    def after(self, change: ChangedRequest) -> OutcomeRecord:
        """What a request would have."""
        return self.outcomes[change.after]

    def loses_lead(self, change: ChangedRequest) -> bool:
        """Whether nobody would lead any more."""
        return self.before(change).lead is not None and self.after(change).lead is None

    @cached_property
    def change_by_need(self) -> dict[int, ChangedRequest]:
        """The listed changes by need."""
        return {change.need_id: change for change in self.changes}

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON; `from_dict` gives the same result back."""
        return write(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "ReplayResult":
        """Read what `to_dict` wrote. Raises RecordError."""
        return read(cls, data)
