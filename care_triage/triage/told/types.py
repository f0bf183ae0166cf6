"""What a story tells of facts, with the words that tell it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import FactSpec
from care_triage.triage.records import Text
from care_triage.triage.told.text import Story

# More than an owner may type in the box: longer texts are read up to here.
LONGEST = 6_000


@dataclass(frozen=True, slots=True)
class ToldFact:
    """One fact and the exact words that say it; of a set fact, one code.

    A sure one is proposed already ticked, another waits for the owner's yes.
    """

    fact: str
    value: Any
    quote: str
    start: int
    end: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """Something often confused, understood the right way, with the words that said it."""

    slug: str
    said: str
    text: Text
    meant: str = ""
    """The same words with the right office in them, as the story is read; empty when no office changes."""


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """Words that may name a place: the caller looks them up."""

    quote: str
    start: int
    end: int
    candidates: tuple[str, ...]
    """Longest first: « Saint Just Saint Rambert », « Saint Just »."""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Everything a story tells in passing."""

    facts: tuple[ToldFact, ...] = ()
    corrections: tuple[Correction, ...] = ()
    place: ToldPlace | None = None

    def among(self, known: Mapping[str, FactSpec]) -> "Told":
        """Only what this vocabulary can hold."""
        facts = tuple(fact for fact in self.facts if _is_known(known.get(fact.fact), fact.value))
        return Told(facts, self.corrections, self.place)

    def completed(self, answers: Iterable[ToldFact]) -> "Told":
        """With answers to facts that are not told surely already."""
        known = {_slot(fact) for fact in self.facts if fact.sure}
        more = {_slot(fact): fact for fact in answers if _slot(fact) not in known and not self._is_corrected(fact)}
        kept = (fact for fact in self.facts if _slot(fact) in known or _slot(fact) not in more)
        facts = sorted((*kept, *more.values()), key=lambda fact: (fact.start, fact.end, fact.fact))
        return Told(tuple(facts), self.corrections, self.place)

    def _is_corrected(self, fact: ToldFact) -> bool:
        """Whether a correction took away the very words: the office that was named for another."""
        quote = Story(fact.quote).text.strip()
        return any(one.meant and fact.quote in one.said and quote not in one.meant for one in self.corrections)

    @property
    def hints(self) -> dict[str, Any]:
        """Plain values of what is sure."""
        return values_of(fact for fact in self.facts if fact.sure)


def _slot(fact: ToldFact) -> tuple[str, Any]:
    """What holds one value: a fact, or one code of a set."""
    return fact.fact, fact.value if isinstance(fact.value, tuple) else None


def values_of(facts: Any) -> dict[str, Any]:
    """Plain values by name; the codes of a set come together."""
    values: dict[str, Any] = {}
    for fact in facts:
        if isinstance(fact.value, tuple):
            values[fact.fact] = [*values.get(fact.fact, ()), *fact.value]
        else:
            values.setdefault(fact.fact, fact.value)
    return values


def _is_known(spec: FactSpec | None, value: Any) -> bool:
    if spec is None:
        return False
    if spec.kind not in (Kind.ENUM, Kind.SET):
        return True
    codes = {known.code for known in spec.values}
    return set(value if isinstance(value, tuple) else (value,)) <= codes
