"""What a story says of the business itself: its activity and its form.

Only what a story says of its teller counts: « je suis plombier », not « mon client plombier ».
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from care_triage.triage.document import FactSpec
from care_triage.triage.told.activity import activity, mentioned
from care_triage.triage.told.phrases import Found
from care_triage.triage.told.staff import staff
from care_triage.triage.told.text import Story
from care_triage.triage.told.types import Told

_FORMS: Mapping[str, str] = {
    "micro": "micro entreprise|micro entrepreneur|micro entrepreneuse|auto entreprise|auto entrepreneur|autoentrepreneur",
    "eurl": "eurl", "sarl": "sarl", "sasu": "sasu", "sas": "sas", "sa": "societe anonyme", "snc": "snc",
    "scop": "scop|scic", "sel": "selarl|selas", "societe_agricole": "gaec|earl|scea", "sci": "sci",
    "association": "association", "ei": "entreprise individuelle|nom propre",
}  # fmt: skip
# « je suis », « en tant que », or the very first words: what follows is the teller's own trade.
_SELF = r"""
    (?:^|\b(?:je\ suis|jsuis|j\ suis|chui|nous\ sommes|en\ tant\ que?|etant|i\ am|i\ m|we\ are)
         (?:\ (?:un|une|des|a|an|the|petite?|jeune|la))?\ )"""
_OWN = r"""
    \b(?:mon|ma|notre|mes|nos|my|our|j\ ai\ une?|i\ run\ an?|je\ tiens\ une?|je\ (?:gere|dirige|reprends)\ une?|j\ exploite\ une?
      |(?:gerante?|patronn?e?|dirigeante?|proprietaire|owner)\ (?:d\ une?|de|of\ a)|nous\ sommes\ une?)
    (?:\ (?:petite?|propre|small|own))?\ """


def _pattern(before: str, words: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word.strip()) for word in words.split("|"))
    return re.compile(rf"{before}(?P<said>(?:{listed})s?)\b", re.VERBOSE)


_FORM_PATTERNS = {
    code: _pattern(
        rf"(?:{_SELF}|{_OWN}|\ben\ |\b(?:gerante?|dirigeante?|president\w*)(?:\ majoritaire|\ unique)?\ (?:de|d\ une)\ )",
        words,
    )
    for code, words in _FORMS.items()
}

_MENTIONED_FORMS = {code: _pattern(r"\b", words) for code, words in _FORMS.items()}


def business(story: Story) -> Iterator[Found]:
    """The teller's own trade and form."""
    if (trade := activity(story)) is not None:
        yield trade
    if match := _first(story.text, _FORM_PATTERNS):
        code, start, end = match
        yield Found("legal_form", code, start, end)


def mentions_of(text: str, facts: Mapping[str, FactSpec]) -> dict[str, Any]:
    """The same for a text about any business: in a question « un artisan » is whom it asks about."""
    story = Story(text)
    found = [Found("activity", trade.code, trade.start, trade.end) for trade in islice(mentioned(story), 1)]
    if match := _first(story.text, _MENTIONED_FORMS):
        found.append(Found("legal_form", *match))
    told = Told(tuple(one.told(story) for one in (*found, *staff(story))))
    return told.among(facts).hints


def _first(text: str, patterns: Mapping[str, re.Pattern[str]]) -> tuple[str, int, int] | None:
    """The code whose words come first in the text: people begin with themselves."""
    places = [
        (match.start(), code, match.start("said"), match.end())
        for code, pattern in patterns.items()
        if (match := pattern.search(text))
    ]
    return min(places)[1:] if places else None
