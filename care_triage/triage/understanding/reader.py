"""Which subjects a story is about, whether another door is the right one, and whether a person must speak now.

The first stone: lexical, offline, in the process of the page. The words that decided are kept, so that
the owner sees why a subject is proposed.
"""

from collections.abc import Iterable

from care_triage.triage.distress import is_danger, is_distress
from care_triage.triage.document import Redirect, RuleSetDocument, Subject
from care_triage.triage.hints import hints_of
from care_triage.triage.resemblance import Likeness, Resemblance
from care_triage.triage.types import Action, Reading, Understanding
from care_triage.triage.words import plain, stems

# A story nobody has words for: the owner picks from the list.
LEAST = 0.17
# Another door must be clearly the better one: an owner wrongly sent away does not come back.
REDIRECT_LEAD = 1.05
MOST_READINGS = 6
_KEYWORD_WEIGHT = 0.17
_NOT_ALIKE = Likeness(0.0, ())


class Understander:
    """Reads stories against one catalogue. Built once per rule set."""

    def __init__(self, document: RuleSetDocument) -> None:
        self._facts = document.fact_by_name
        self._redirects = {redirect.slug: redirect for redirect in document.redirects}
        self._human_now = frozenset(subject.slug for subject in document.subjects if subject.human_now)
        sources: list[Subject | Redirect] = [*document.subjects, *document.redirects]
        self._resemblance = Resemblance((source.slug, stems(text)) for source in sources for text in _phrases(source))
        self._keywords = {source.slug: tuple(plain(word) for word in source.keywords) for source in sources}

    def understand(self, story: str) -> Understanding:
        """The subjects a story may be about, best first, and what it calls for."""
        scored = self._scores(story)
        subjects = tuple(reading for reading in scored if reading.subject not in self._redirects)
        redirects = [reading for reading in scored if reading.subject in self._redirects]
        danger, distress = is_danger(story), is_distress(story)
        door = None if danger else self._door(subjects, redirects)
        return Understanding(
            action=self._action(subjects, door),
            readings=subjects[:MOST_READINGS],
            redirect=door,
            distress=distress,
            danger=danger,
            human_now=danger or (distress and bool(subjects) and subjects[0].subject in self._human_now),
            hints=hints_of(story, self._facts),
            redirect_words=redirects[0].words if door else (),
        )

    def _door(self, subjects: tuple[Reading, ...], redirects: list[Reading]) -> str | None:
        if not redirects or redirects[0].score < LEAST:
            return None
        best = subjects[0].score if subjects else 0.0
        return redirects[0].subject if redirects[0].score > best * REDIRECT_LEAD else None

    def _action(self, subjects: tuple[Reading, ...], door: str | None) -> Action:
        if door is not None:
            return Action(self._redirects[door].action)
        return Action.ROUTE if subjects and subjects[0].score >= LEAST else Action.CLARIFY

    def _scores(self, story: str) -> list[Reading]:
        alike, found = self._resemblance.to(stems(story)), self._found_keywords(story)
        readings = [
            _reading(subject, alike.get(subject, _NOT_ALIKE), found.get(subject, ())) for subject in {*alike, *found}
        ]
        return sorted(readings, key=lambda reading: (-reading.score, reading.subject))

    def _found_keywords(self, story: str) -> dict[str, tuple[str, ...]]:
        text = f" {plain(story)} "
        return {
            subject: found
            for subject, words in self._keywords.items()
            if (found := tuple(word for word in words if f" {word} " in text))
        }


def _reading(subject: str, likeness: Likeness, keywords: tuple[str, ...]) -> Reading:
    score = likeness.score + _KEYWORD_WEIGHT * (1 - 0.5 ** len(keywords))
    return Reading(subject, round(min(score, 1.0), 4), (*keywords, *likeness.words)[:5])


def _phrases(source: Subject | Redirect) -> Iterable[str]:
    yield source.label.fr
    if source.label.en:
        yield source.label.en
    yield from source.phrasings
    yield from source.keywords
    if isinstance(source, Subject):
        yield source.description.fr
