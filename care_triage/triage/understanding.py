"""Which subjects a story is about: stems weighted by rarity, compared with how owners say each subject.

The first stone: lexical, offline, in the process of the page. The words that decided are kept, so that
the owner sees why a subject is proposed.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from care_triage.triage.distress import is_danger, is_distress
from care_triage.triage.document import Redirect, RuleSetDocument, Subject
from care_triage.triage.types import Action, Reading, Understanding
from care_triage.triage.words import plain, stems

# A story nobody has words for: the owner picks from the list.
LEAST = 0.16
# Another door must be clearly the better one: an owner wrongly sent away does not come back.
REDIRECT_LEAD = 1.15
MOST_READINGS = 6
_KEYWORD_WEIGHT = 0.35


@dataclass(frozen=True)
class _Example:
    """One way of saying one subject: its stems, weighted, of length one."""

    subject: str
    weights: Mapping[str, float]


class Understander:
    """Reads stories against one catalogue. Built once per rule set; holds some hundred kilobytes."""

    def __init__(self, document: RuleSetDocument) -> None:
        self._redirects = {redirect.slug: redirect for redirect in document.redirects}
        self._human_now = frozenset(subject.slug for subject in document.subjects if subject.human_now)
        sources: list[Subject | Redirect] = [*document.subjects, *document.redirects]
        said = [(source.slug, stems(phrase)) for source in sources for phrase in _phrases(source)]
        self._rarity = _rarity(words for _slug, words in said)
        self._examples = [_Example(slug, self._weigh(words)) for slug, words in said if words]
        self._index: dict[str, list[int]] = defaultdict(list)
        for position, example in enumerate(self._examples):
            for stem in example.weights:
                self._index[stem].append(position)
        self._keywords = _keywords(sources)

    def understand(self, story: str) -> Understanding:
        """The subjects a story may be about, best first, and what it calls for."""
        scored = self._scores(story)
        subjects = [reading for reading in scored if reading.subject not in self._redirects]
        redirects = [reading for reading in scored if reading.subject in self._redirects]
        danger, distress = is_danger(story), is_distress(story)
        readings = tuple(subjects[:MOST_READINGS])
        human_now = danger or bool(readings and readings[0].subject in self._human_now and distress)
        door = None if danger else self._door(readings, redirects)
        return Understanding(
            action=self._action(readings, door),
            readings=readings,
            redirect=door,
            distress=distress,
            human_now=human_now,
        )

    def _door(self, readings: tuple[Reading, ...], redirects: list[Reading]) -> str | None:
        if not redirects or redirects[0].score < LEAST:
            return None
        best = readings[0].score if readings else 0.0
        return redirects[0].subject if redirects[0].score > best * REDIRECT_LEAD else None

    def _action(self, readings: tuple[Reading, ...], door: str | None) -> Action:
        if door is not None:
            return Action(self._redirects[door].action)
        return Action.ROUTE if readings and readings[0].score >= LEAST else Action.CLARIFY

    def _scores(self, story: str) -> list[Reading]:
        """Per subject: its best example, helped a little by its second best, and by its keywords."""
        weights = self._weigh(stems(story))
        products: dict[int, float] = defaultdict(float)
        for stem, weight in weights.items():
            for position in self._index.get(stem, ()):
                products[position] += weight * self._examples[position].weights[stem]
        by_subject: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for position, product in products.items():
            by_subject[self._examples[position].subject].append((product, position))
        found, text = self._found_keywords(story), weights
        readings = [
            self._reading(subject, by_subject.get(subject, []), found.get(subject, ()), text)
            for subject in {*by_subject, *found}
        ]
        return sorted(readings, key=lambda reading: (-reading.score, reading.subject))

    def _reading(
        self, subject: str, matches: list[tuple[float, int]], keywords: Iterable[str], weights: Mapping[str, float]
    ) -> Reading:
        best = sorted(matches, reverse=True)[:3]
        score = sum(product * share for (product, _position), share in zip(best, (0.75, 0.15, 0.1), strict=False))
        keywords = tuple(keywords)
        score += _KEYWORD_WEIGHT * (1 - 0.5 ** len(keywords))
        common = set().union(*(self._examples[position].weights for _product, position in best)) & weights.keys()
        words = (*keywords, *sorted(common, key=lambda stem: -weights[stem]))
        return Reading(subject, round(min(score, 1.0), 4), words[:5])

    def _found_keywords(self, story: str) -> dict[str, tuple[str, ...]]:
        text = f" {plain(story)} "
        return {
            subject: found
            for subject, words in self._keywords.items()
            if (found := tuple(word for word in words if f" {word} " in text))
        }

    def _weigh(self, words: Iterable[str]) -> dict[str, float]:
        counts = Counter(words)
        # A word no example uses still makes a long story longer, so that one shared word decides less.
        rare = max(self._rarity.values(), default=1.0) * 0.5
        weights = {stem: (1 + math.log(count)) * self._rarity.get(stem, rare) for stem, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {stem: weight / length for stem, weight in weights.items()}


def _phrases(source: Subject | Redirect) -> Iterable[str]:
    yield source.label.fr
    if source.label.en:
        yield source.label.en
    yield from source.phrasings
    yield from source.keywords
    if isinstance(source, Subject):
        yield source.description.fr


def _keywords(sources: Iterable[Subject | Redirect]) -> dict[str, tuple[str, ...]]:
    return {source.slug: tuple(plain(word) for word in source.keywords) for source in sources if source.keywords}


def _rarity(phrases: Iterable[list[str]]) -> dict[str, float]:
    """Inverse document frequency of each stem over all examples."""
    everything = [set(words) for words in phrases]
    counts = Counter(stem for words in everything for stem in words)
    return {stem: math.log((1 + len(everything)) / (1 + count)) + 0.1 for stem, count in counts.items()}
