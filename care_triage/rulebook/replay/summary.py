"""Sums up two outcomes per request: flows between leads, loads, territories, and the requests that change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from care_triage.rulebook.replay.fired_sets import Numbers
from care_triage.rulebook.replay.outcomes import Outcome
from care_triage.rulebook.replay.past import UNKNOWN, PastRequests
from care_triage.rulebook.replay.result import (
    MOST_LISTED,
    RECENT_DAYS,
    ChangedRequest,
    Flow,
    OutcomeRecord,
    PartnerLoad,
    TerritoryShare,
)

Flags = npt.NDArray[np.bool_]

NOBODY = 0
DEPARTMENT = "dep:"
COMMUNE = "commune:"


class Compared:
    """Every past request with the numbers of its two outcomes. Leads have numbers too; 0 is the triage desk."""

    def __init__(self, past: PastRequests, outcomes: Sequence[Outcome], before: Numbers, after: Numbers) -> None:
        self.past = past
        self.outcomes = outcomes
        self.before, self.after = before, after
        self.kinds = sorted({kind for outcome in outcomes for kind in (*outcome.receivers, outcome.lead) if kind})
        numbers = {kind: number for number, kind in enumerate(self.kinds, NOBODY + 1)}
        leads = np.array([numbers.get(outcome.lead or "", NOBODY) for outcome in outcomes], np.int32)
        self.lead_before, self.lead_after = leads[before], leads[after]
        self.changed: Flags = before != after
        self.lost: Flags = (self.lead_before != NOBODY) & (self.lead_after == NOBODY)
        self.gained: Flags = (self.lead_before == NOBODY) & (self.lead_after != NOBODY)
        self.led_otherwise: Flags = (self.lead_before != self.lead_after) & ~self.lost & ~self.gained

    def kind(self, number: int) -> str | None:
        """The kind of partner under a number of a lead."""
        return None if number == NOBODY else self.kinds[number - 1]


def flows_of(compared: Compared) -> tuple[Flow, ...]:
    """How many requests go from each lead to each, those that stay included, most first."""
    width = len(compared.kinds) + 1
    counts = np.bincount(compared.lead_before * width + compared.lead_after, minlength=width * width)
    found = [
        Flow(int(counts[pair]), compared.kind(pair // width), compared.kind(pair % width))
        for pair in np.flatnonzero(counts).tolist()
    ]
    return tuple(sorted(found, key=lambda flow: -flow.requests))


def recent_days(past: PastRequests) -> int:
    """The days from which the load of today is taken: fewer than RECENT_DAYS when the past is younger."""
    return min(RECENT_DAYS, past.days.size)


def loads_of(compared: Compared) -> tuple[PartnerLoad, ...]:
    """What every kind of partner leads and receives, before and after."""
    width = len(compared.kinds) + 1
    led = [np.bincount(leads, minlength=width).tolist() for leads in (compared.lead_before, compared.lead_after)]
    received = [_received(compared, numbers) for numbers in (compared.before, compared.after)]
    return tuple(
        PartnerLoad(kind, led[0][at], led[1][at], received[0].get(kind, 0), received[1].get(kind, 0))
        for at, kind in enumerate(compared.kinds, NOBODY + 1)
    )


def _received(compared: Compared, numbers: Numbers) -> dict[str, int]:
    """Referrals of the recent days, by kind."""
    past, received = compared.past, dict[str, int]()
    recent = past.days.codes >= past.days.size - recent_days(past)
    counts = np.bincount(numbers[recent], minlength=len(compared.outcomes))
    for number in np.flatnonzero(counts).tolist():
        for kind in compared.outcomes[number].receivers:
            received[kind] = received.get(kind, 0) + int(counts[number])
    return received


def territories_of(compared: Compared, level: str) -> tuple[TerritoryShare, ...]:
    """The territories of a level in which requests change, most of them first."""
    column = compared.past.columns.get("territory")
    if column is None:
        return ()
    names = [next((code for code in _codes(value) if code.startswith(level)), "") for value in column.values]
    places = sorted(set(names) - {""})
    numbers = {name: number for number, name in enumerate(places, UNKNOWN + 1)}
    place_of = np.array([UNKNOWN, *(numbers.get(name, UNKNOWN) for name in names)], np.int32)
    at = place_of[column.sorted.codes]
    count: Callable[[Numbers], list[int]] = lambda rows: np.bincount(rows, minlength=len(places) + 1).tolist()  # noqa: E731
    total, changed, lost = count(at), count(at[compared.changed]), count(at[compared.lost])
    shares = (TerritoryShare(name, total[n], changed[n], lost[n]) for name, n in numbers.items())
    return tuple(sorted((share for share in shares if share.changed), key=lambda share: -share.changed))


def _codes(value: Any) -> Iterator[str]:
    return (code for code in (value if isinstance(value, list) else [value]) if isinstance(code, str))


def listed(compared: Compared) -> tuple[tuple[ChangedRequest, ...], tuple[OutcomeRecord, ...]]:
    """The first requests that change and their outcomes: lost leads, then other leads, then the rest; newest first."""
    groups = (compared.lost, compared.led_otherwise | compared.gained, compared.changed)
    seen, rows = np.zeros(len(compared.past), np.bool_), list[int]()
    for group in groups:
        rows += np.flatnonzero(group & ~seen)[::-1][: MOST_LISTED - len(rows)].tolist()
        seen |= group
    numbers: dict[int, int] = {}
    past = compared.past
    changes = tuple(
        ChangedRequest(
            int(past.decision_ids[row]), int(past.need_ids[row]),
            *(numbers.setdefault(int(side[row]), len(numbers)) for side in (compared.before, compared.after)),
        )
        for row in rows
    )  # fmt: skip
    return changes, tuple(OutcomeRecord.of(compared.outcomes[number]) for number in numbers)


def period_of(past: PastRequests) -> tuple[date | None, date | None]:
    """The first and the last day of the past."""
    if not len(past):
        return None, None
    return date.fromordinal(past.first_day), date.fromordinal(past.first_day + past.days.size - 1)
