"""Expressions of danger and of distress in a text, and the exact words that say them.

The text is first brought to one
spelling (`spelling`), then looked-alike idioms are blanked, then families of expressions are searched (`lexicon`).
"""

import re
from dataclasses import dataclass

from care_triage.triage.danger.distress_words import DISTRESS
from care_triage.triage.danger.english_words import ENGLISH_DANGER, ENGLISH_DISTRESS
from care_triage.triage.danger.idioms import DISTRESS_IDIOMS, IDIOMS
from care_triage.triage.danger.lexicon import any_of
from care_triage.triage.danger.life_words import LIFE
from care_triage.triage.danger.means_words import MEANS
from care_triage.triage.danger.sideways_words import SIDEWAYS
from care_triage.triage.danger.spelling import Hearing, hear

_IDIOMS = any_of(IDIOMS)
_DANGER = any_of((*LIFE, *MEANS, *SIDEWAYS, *ENGLISH_DANGER))
_DISTRESS_IDIOMS = any_of(DISTRESS_IDIOMS)
_DISTRESS = any_of((*DISTRESS, *ENGLISH_DISTRESS))
# A human reads these beside the case: a few are enough, and no list grows with hostile input.
_MOST_QUOTES = 5


@dataclass(frozen=True)
class Heard:
    """The words of a text that speak of danger, and of distress, as their author wrote them."""

    danger: tuple[str, ...] = ()
    distress: tuple[str, ...] = ()
    is_plain: bool = False
    """Danger that was said, not only likely: the person comes before the matter."""


def heard(story: str) -> Heard:
    """What a text lets hear, with its own words."""
    hearing = hear(story)
    text = _blank(_IDIOMS, hearing.text)
    danger = _quotes(_DANGER, text, hearing)
    return Heard(danger, _quotes(_DISTRESS, _blank(_DISTRESS_IDIOMS, text), hearing), bool(danger))


def _blank(idioms: re.Pattern[str], text: str) -> str:
    """The text with its idioms replaced by as many signs that no expression matches."""
    return idioms.sub(lambda found: "#" * len(found[0]), text)


def _quotes(ways: re.Pattern[str], text: str, hearing: Hearing) -> tuple[str, ...]:
    quotes: dict[str, None] = {}
    for found in ways.finditer(text):
        quotes[hearing.quote(found.start(), found.end())] = None
        if len(quotes) == _MOST_QUOTES:
            break
    return tuple(quotes)
