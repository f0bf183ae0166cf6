"""Rules that fire together and should not: contradictory outcomes, and two candidates for the one first place."""

from __future__ import annotations

from collections.abc import Iterator

from care_triage.rules.verification.boxes import meets
from care_triage.rules.verification.effort import CutOff
from care_triage.rules.verification.finding import Finding, FindingKind, Severity
from care_triage.rules.verification.inquiry import Inquiry


def contradictions(inquiry: Inquiry, position: int, among: list[int]) -> Iterator[Finding]:
    """The rules of `among` that may fire with this one and state something else of the same topic."""
    mine = inquiry.outcomes[position]
    for place in among if mine.claims else ():
        topic = mine.contradicts(inquiry.outcomes[place])
        if topic is None:
            continue
        _count_pair(inquiry)
        together = meets(inquiry.space.region(position), inquiry.space.region(place))
        found = inquiry.uncovered(together, ())
        if found is not None:
            details = {
                "topic": topic,
                "first": dict(mine.claims)[topic],
                "second": dict(inquiry.outcomes[place].claims)[topic],
            }
            shown_by = (found, together, ())
            yield inquiry.finding(FindingKind.CONTRADICTION, Severity.WARNING, (position, place), shown_by, details)


def two_leads(inquiry: Inquiry, position: int, among: list[int]) -> Iterator[Finding]:
    """The rules of `among` that compete with this one on facts where no candidate of a smaller rank fires."""
    mine = inquiry.outcomes[position]
    if mine.rank is None:
        return
    covers = inquiry.regions(_before(inquiry, position, mine.rank))
    for place in among:
        if not mine.rivals(inquiry.outcomes[place]):
            continue
        _count_pair(inquiry)
        together = meets(inquiry.space.region(position), inquiry.space.region(place))
        if not together:
            continue
        found = inquiry.uncovered(together, covers)
        if found is not None:
            details = {"rank": str(mine.rank)}
            shown_by = (found, together, covers)
            yield inquiry.finding(FindingKind.TWO_LEADS, Severity.WARNING, (position, place), shown_by, details)


def _before(inquiry: Inquiry, position: int, rank: int) -> list[int]:
    """The candidates that come before this one wherever they fire together."""
    ranks = ((place, inquiry.outcomes[place].rank) for place in inquiry.neighbours(position))
    return [place for place, other in ranks if other is not None and other < rank]


def _count_pair(inquiry: Inquiry) -> None:
    inquiry.pairs_left -= 1
    inquiry.effort.spend(1)
    if inquiry.pairs_left < 0:
        raise CutOff("pairs", inquiry.effort.limits.pairs)
