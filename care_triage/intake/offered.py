"""Which subjects the page proposes after a story, which are ticked already, and what it says about being sure."""

from collections.abc import Sequence
from dataclasses import dataclass

from care_triage.triage.document import RuleSetDocument, Subject
from care_triage.triage.types import Action, Understanding

# A reading less likely than this only makes the page longer.
_LIKELY = 0.04
_MOST = 4


@dataclass(frozen=True)
class OfferedSubject:
    """One proposed subject, and the owner's words that speak for it."""

    subject: Subject
    words: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """What was understood of the subjects of a story."""

    subjects: Sequence[OfferedSubject]
    is_clear: bool
    """False: it was not understood, the owner chooses from the list."""
    is_close: bool
    """True: the words fit several subjects as well, the owner says which."""


def offered(found: Understanding, document: RuleSetDocument) -> Offer:
    """The subjects to propose: those that are likely, the needs among them always, in the order of likelihood."""
    kept = [
        reading
        for place, reading in enumerate(found.readings)
        if reading.subject in (*found.needs, *found.close) or (reading.score >= _LIKELY and place < _MOST)
    ]
    subjects = [OfferedSubject(document.subject_by_slug[reading.subject], reading.words) for reading in kept]
    return Offer(subjects, found.action is not Action.CLARIFY, bool(found.close))


def ticked(found: Understanding) -> tuple[str, ...]:
    """The subjects ticked before the owner has said anything: none where they must decide."""
    return () if found.close or found.action is Action.CLARIFY else found.needs
