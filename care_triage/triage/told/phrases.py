"""Lines of tables: one way of saying one fact, and the guards under which it holds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from care_triage.triage.told import context
from care_triage.triage.told.text import Story
from care_triage.triage.told.types import ToldFact

# n: not when denied; h: not when feared or asked; o: not when somebody else's; p: nor « de mon client »;
# m: not when the teller does it;
# a: not when only spoken of.
DEFAULT_GUARDS: Final = "nho"
_MOST_PER_LINE: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """Words that give a value to a fact."""

    fact: str
    value: Any
    pattern: re.Pattern[str]
    sure: bool = True
    guards: str = DEFAULT_GUARDS


def line(fact: str, value: Any, *ways: str, sure: bool = True, guards: str = DEFAULT_GUARDS) -> Line:
    """A line; `ways` are patterns of folded text, whole words."""
    return Line(fact, value, re.compile(rf"\b(?:{'|'.join(ways)})\b"), sure, guards)


def holds(story: Story, start: int, end: int, guards: str) -> bool:
    """Whether none of the guards objects."""
    return not (
        ("n" in guards and context.is_negated(story, start))
        or ("h" in guards and context.is_feared(story, start))
        or ("o" in guards and context.is_of_others(story, start, end))
        or ("p" in guards and context.belongs_to_others(story, end))
        or ("a" in guards and context.is_wished(story, start))
        or ("m" in guards and context.is_my_act(story, start))
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A fact at its place in the folded text."""

    fact: str
    value: Any
    start: int
    end: int
    sure: bool = True

    def told(self, story: Story) -> ToldFact:
        """With the original words."""
        start, end = story.span(self.start, self.end)
        return ToldFact(self.fact, self.value, story.original[start:end], start, end, self.sure)


def read(story: Story, lines: Iterable[Line]) -> Iterator[Found]:
    """What the lines find."""
    for told in lines:
        for rank, match in enumerate(told.pattern.finditer(story.text)):
            if rank == _MOST_PER_LINE:
                break
            if match.end() > match.start() and holds(story, match.start(), match.end(), told.guards):
                yield Found(told.fact, told.value, match.start(), match.end(), told.sure)
