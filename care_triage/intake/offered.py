"""Which subjects the page proposes after a story, which are ticked already, and what it says about being sure."""

from collections.abc import Sequence
from dataclasses import dataclass

from care_triage.triage.document import RuleSetDocument, Subject
from care_triage.triage.told.types import ToldFact
from care_triage.triage.types import Action, Understanding

# A reading less likely than this only makes the page longer.
_LIKELY = 0.04
_MOST = 4
# Words that a model counts with, and that would tell the owner nothing.
_FILLERS = frozenset({"euro", "euros", "jsui", "jsuis", "chui", "chuis", "serait", "jai"})
_LEAST_LETTERS = 3

# A tax that the story plainly says is owed is a need of its own, however little of the story it takes.
_TAX_DEBT = "dette-fiscale"
_TAXES = "fiscal_"


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
    subjects = [
        OfferedSubject(document.subject_by_slug[reading.subject], telling(found, reading.words)) for reading in kept
    ]
    shown = {item.subject.slug for item in subjects}
    subjects += [
        OfferedSubject(document.subject_by_slug[slug], telling(found, quote.split()))
        for slug, quote in _owed(found).items()
        if slug in document.subject_by_slug and slug not in shown
    ]
    return Offer(subjects, found.action is not Action.CLARIFY, bool(found.close))


def telling(found: Understanding, words: Sequence[str]) -> tuple[str, ...]:
    """The words worth showing: neither numbers, a place, nor what text messages leave of small words."""
    place = found.told.place.quote.casefold().split() if found.told.place else ()
    silent = _FILLERS.union(place)
    return tuple(
        word for word in words if len(word) >= _LEAST_LETTERS and word.isalpha() and word.casefold() not in silent
    )


def ticked(found: Understanding) -> tuple[str, ...]:
    """The subjects ticked before the owner has said anything: none where they must decide."""
    if found.close or found.action is Action.CLARIFY:
        return ()
    # « Nous l’avons compris ainsi », says the correction: then it is.
    corrected = _owed(found) if any(one.meant for one in found.told.corrections) else ()
    return tuple(dict.fromkeys((*found.needs, *corrected)))


def _owed(found: Understanding) -> dict[str, str]:
    """The subjects of debts that were read for sure, each with the owner's words."""
    tax = next((fact for fact in found.told.facts if fact.sure and _is_tax_debt(fact)), None)
    return {_TAX_DEBT: tax.quote} if tax else {}


def _is_tax_debt(fact: ToldFact) -> bool:
    is_tax = fact.fact == "public_debts" and any(code.startswith(_TAXES) for code in fact.value)
    return is_tax or fact.fact == "amount_tax_debt"
