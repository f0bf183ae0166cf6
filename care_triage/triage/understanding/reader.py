"""Which subjects a story is about, whether another door is the right one, and whether a person must speak now."""

from collections.abc import Sequence

from care_triage.infra import clock
from care_triage.triage.danger import is_danger, is_distress
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.told import told
from care_triage.triage.types import Action, Reading, Understanding
from care_triage.triage.understanding.features import Weighted, features_of, weigh, words_of
from care_triage.triage.understanding.model import Model

# Below, a story has said too little: the owner picks from the list.
LEAST = 0.17
# Another door must be clearly the better one: an owner wrongly sent away does not come back.
REDIRECT_LEAD = 1.05
MOST_READINGS = 6
MOST_WORDS = 5


class Understander:
    """Reads stories for one rule set with one model; without a model, owners pick their subjects themselves."""

    def __init__(self, document: RuleSetDocument, model: Model | None) -> None:
        self._facts = document.fact_by_name
        self._redirects = {redirect.slug: redirect for redirect in document.redirects}
        self._subjects = document.subject_by_slug
        self._model = model

    def understand(self, story: str) -> Understanding:
        """The subjects a story may be about, best first, and what it calls for."""
        readings = self._readings(story)
        subjects = tuple(reading for reading in readings if reading.subject in self._subjects)[:MOST_READINGS]
        doors = [reading for reading in readings if reading.subject in self._redirects]
        danger, distress = is_danger(story), is_distress(story)
        door = None if danger else _door(subjects, doors)
        heard = told(story, clock.today()).among(self._facts)
        return Understanding(
            action=self._action(subjects, door),
            readings=subjects,
            redirect=door,
            distress=distress,
            danger=danger,
            human_now=danger or (distress and bool(subjects) and self._subjects[subjects[0].subject].human_now),
            redirect_words=doors[0].words if door else (),
            hints=heard.hints,
            told=heard,
        )

    def _action(self, subjects: Sequence[Reading], door: str | None) -> Action:
        if door is not None:
            return Action(self._redirects[door].action)
        return Action.ROUTE if subjects and subjects[0].score >= LEAST else Action.CLARIFY

    def _readings(self, story: str) -> list[Reading]:
        if (model := self._model) is None:
            return []
        words = words_of(story)
        found = weigh(features_of(words), model.find)
        if not found:
            return []
        shares = model.shares(found)
        best = sorted(shares, key=lambda slug: (-shares[slug], slug))[: 2 * MOST_READINGS]
        return [Reading(slug, round(shares[slug], 4), _decided(model, found, words, slug)) for slug in best]


def _decided(model: Model, found: Sequence[Weighted], words: Sequence[str], slug: str) -> tuple[str, ...]:
    """The words that pull most towards a reading, as they were typed."""
    pulls = model.pull(found, slug)
    strongest = sorted((place for place in pulls if pulls[place] > 0), key=lambda place: -pulls[place])
    return tuple(dict.fromkeys(words[place].lower() for place in strongest))[:MOST_WORDS]


def _door(subjects: Sequence[Reading], doors: Sequence[Reading]) -> str | None:
    if not doors or doors[0].score < LEAST:
        return None
    best = subjects[0].score if subjects else 0.0
    return doors[0].subject if doors[0].score > best * REDIRECT_LEAD else None
