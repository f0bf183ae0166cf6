"""Facts found in the owner's own words, each with the exact words that say it. Pure.

Nothing here is an answer: the owner sees what was understood, keeps it, corrects it or drops it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from care_triage.triage.told.amounts import amounts
from care_triage.triage.told.answers import answers, told_besides
from care_triage.triage.told.business import business, mentions_of
from care_triage.triage.told.corrections import confusions, farm_contributions
from care_triage.triage.told.creditors import creditors, mentions
from care_triage.triage.told.dated import dated
from care_triage.triage.told.durations import durations
from care_triage.triage.told.event_lines import EVENTS
from care_triage.triage.told.law import LEGAL
from care_triage.triage.told.money_lines import MONEY
from care_triage.triage.told.phrases import Found, read
from care_triage.triage.told.places import place_in
from care_triage.triage.told.settle import settle
from care_triage.triage.told.staff import staff
from care_triage.triage.told.text import Story
from care_triage.triage.told.types import LONGEST, Correction, Told, ToldFact, ToldPlace, values_of

__all__ = ["Correction", "Told", "ToldFact", "ToldPlace", "answers", "mentions_of", "told", "told_besides", "values_of"]


def told(story: str, on: date) -> Told:
    """What a story filed on that day tells, in the order of its words."""
    text = Story(story[:LONGEST])
    if not text.text.strip():
        return Told()
    noticed = list(confusions(text))
    named = [mention for mention in mentions(text) if not any(one.takes(mention) for one in noticed)]
    firm = [*business(text), *staff(text)]
    activity = next((found.value for found in firm if found.fact == "activity"), None)
    farm = farm_contributions(text, named, activity)
    if activity == "agricole":
        named = [replace(mention, topic="msa") if mention.topic == "urssaf" else mention for mention in named]
    said = list(read(text, (*LEGAL, *MONEY, *EVENTS)))
    said += [*creditors(text, named), *amounts(text, named), *durations(text)]
    settled = [*settle([*firm, *said])]
    facts = _in_order(text, [*settled, *dated(text, on, said, settled)])
    corrections = [one.correction for one in noticed]
    return Told(facts, (*corrections, *([farm] if farm else ())), place_in(text))


def _in_order(text: Story, found: Iterable[Found]) -> tuple[ToldFact, ...]:
    facts: Sequence[ToldFact] = [one.told(text) for one in found]
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.fact)))
