"""Answers to the questions of a subject, read in the story that the subject was understood from. Pure.

« un modèle » is a shape to protect where a brand is spoken of, and a contract to copy elsewhere: the words of
`data/told/answers/*.toml` are looked for only where their question belongs to the subject. A choice that the words
of several values fit equally is left to the owner.
"""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from care_triage.triage.told.creditors import is_not_owed
from care_triage.triage.told.expressions import Expressions
from care_triage.triage.told.phrases import Found, holds
from care_triage.triage.told.text import Story
from care_triage.triage.told.types import LONGEST, ToldFact

_TOLD: Final = Path(__file__).resolve().parents[2] / "data" / "told"
ANSWERS: Final = _TOLD / "answers"
BESIDES: Final = _TOLD / "besides.toml"
SEVERAL: Final = _TOLD / "several.toml"
_YES_NO: Final[Mapping[str, Any]] = {"true": True, "false": False}
# A wish asks (« comment rédiger »); what is or happened, an act or a procedure, must be neither denied nor feared.
_GUARDS_OF_CHOICE: Final = "n"
_GUARDS_OF_FACT: Final = "nh"
_ACTS: Final = frozenset({"legal_stage", "procedure_open"})


@dataclass(frozen=True, slots=True)
class _Match:
    value: Any
    start: int
    end: int
    sure: bool


def answers(story: str, facts: Collection[str]) -> tuple[ToldFact, ...]:
    """At most one value of each of these facts, of some each code once, in the order of the story."""
    text = Story(story[:LONGEST])
    found = [one for fact in sorted(facts) if (one := _answer(text, fact)) is not None]
    found += [one for fact in sorted(several().keys() & set(facts)) for one in _each(text, fact)]
    return tuple(sorted((one.told(text) for one in found), key=lambda one: (one.start, one.end, one.fact)))


def told_besides(subjects: Iterable[str]) -> frozenset[str]:
    """Facts that stories of these subjects tell, though nobody asks for them there."""
    return frozenset(fact for fact, slugs in besides().items() if not slugs.isdisjoint(subjects))


@lru_cache(maxsize=1)
def besides() -> Mapping[str, frozenset[str]]:
    """The subjects whose stories tell a fact that they do not ask for, by the fact."""
    return {fact: frozenset(slugs) for fact, slugs in tomllib.loads(BESIDES.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The ways of saying each value of each fact, by the name of the value: « true », « false » of a yes or no."""
    return {fact: values for file in sorted(ANSWERS.glob("*.toml")) for fact, values in _written(file).items()}


@lru_cache(maxsize=1)
def several() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The same of facts that hold several codes."""
    return _written(SEVERAL)


def _written(file: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return {fact: {value: tuple(ways) for value, ways in values.items()} for fact, values in read.items()}


@lru_cache(maxsize=256)
def _expressions(fact: str) -> Mapping[str, Expressions]:
    written = words().get(fact) or several().get(fact) or {}
    return {value: Expressions(ways) for value, ways in written.items()}


def _each(story: Story, fact: str) -> Iterator[Found]:
    """Every code that is named, unless it is said to be paid, or somebody else's."""
    seen = set()
    for match in sorted(_matches(story, fact), key=lambda match: match.start):
        if match.value not in seen and not is_not_owed(story, match.start, match.end):
            seen.add(match.value)
            yield Found(fact, (match.value,), match.start, match.end, match.sure)


def _answer(story: Story, fact: str) -> Found | None:
    """The value that most words speak for; sure when no other has as many."""
    if fact not in words():
        return None
    matches = _longest(list(_matches(story, fact)))
    said = [match for match in matches if match.sure] or matches
    if not said:
        return None
    places: dict[Any, set[int]] = defaultdict(set)
    for match in said:
        places[match.value].add(match.start)
    most = max(map(len, places.values()))
    best = [match for match in said if len(places[match.value]) == most]
    first = min(best, key=lambda match: (match.start, match.start - match.end))
    alone = len({match.value for match in best}) == 1
    return Found(fact, first.value, first.start, first.end, first.sure and alone)


def _longest(matches: Sequence[_Match]) -> list[_Match]:
    """Without those inside a longer one: « conteste » says nothing of its own in « ne conteste pas »."""
    return [match for match in matches if not any(_holds(other, match) for other in matches)]


def _holds(outer: _Match, inner: _Match) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def _matches(story: Story, fact: str) -> Iterator[_Match]:
    for name, expressions in _expressions(fact).items():
        value = _YES_NO.get(name, name)
        guards = _GUARDS_OF_FACT if name in _YES_NO or fact in _ACTS else _GUARDS_OF_CHOICE
        for start, end, sure in expressions.spans(story):
            if holds(story, start, end, guards):
                yield _Match(value, start, end, sure)
