"""Which subjects a story is about, whether another door is the right one, and whether a person must speak now."""

from collections.abc import Iterable, Sequence

from care_triage.infra import clock
from care_triage.triage.danger import Listener
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.learning import Model, Weighted, features_of, passages_of, weigh, words_of
from care_triage.triage.told import told
from care_triage.triage.told.types import Told
from care_triage.triage.types import Action, Reading, Understanding
from care_triage.triage.words import meaningful

# The label of what says nothing yet: greetings, trials, a business named without its problem.
VAGUE = "vague"
# Below, a story has said too little: the owner picks from the list.
LEAST = 0.1
# Other doors together must be this likely: an owner wrongly sent away does not come back.
AWAY = 0.62
# A private person's door, for who tells their own business: « le loyer de mon studio de yoga ».
_AWAY_FROM_BUSINESS = 0.9
_OWN_BUSINESS = frozenset({"activity", "activity_years", "legal_form", "employees"})
# Readings that are nearly as likely as a best one that is not clear itself.
_CLEAR, _NEARLY, _MOST_CLOSE = 0.6, 0.5, 3
# A need of its own: likely over the whole story, or plain in one passage of it and not out of the question in the whole.
_NEED, _PLAIN, _IN_QUESTION = 0.25, 0.6, 0.003
MOST_NEEDS = 4
MOST_READINGS = 6
MOST_WORDS = 5
# A word that pulls less than this share of what the strongest does decided nothing.
_PULLS = 0.25

Shares = dict[str, float]


class Understander:
    """Reads stories for one rule set with one model; without a model, owners pick their subjects themselves."""

    def __init__(self, document: RuleSetDocument, model: Model | None, listener: Listener) -> None:
        self._facts = document.fact_by_name
        self._redirects = {redirect.slug: redirect for redirect in document.redirects}
        self._subjects = document.subject_by_slug
        self._suffering = {subject.slug for subject in document.subjects if subject.is_suffering}
        self._model = model
        self._listener = listener

    def understand(self, story: str) -> Understanding:
        """The subjects a story may be about, best first, and what it calls for."""
        heard = told(story, clock.today()).among(self._facts)
        meant = _as_meant(story, heard)
        words = words_of(meant)
        found = self._weigh(words)
        shares = self._model.shares(found) if self._model and found else {}
        suffering = self._listener.heard(story)
        danger, distress = bool(suffering.danger), bool(suffering.danger or suffering.distress)
        door = None if danger else self._door(shares, heard)
        shares = self._heeding(shares) if suffering.is_plain else shares
        best = _best(shares, self._subjects)[:MOST_READINGS]
        return Understanding(
            action=self._action(shares, best, door),
            readings=tuple(Reading(slug, round(shares[slug], 4), self._decided(found, words, slug)) for slug in best),
            needs=self._needs(meant, shares, best),
            close=() if danger else _close(shares, best),
            redirect=door,
            distress=distress,
            danger=danger,
            human_now=danger or (distress and bool(best) and self._subjects[best[0]].human_now),
            redirect_words=self._decided(found, words, door) if door else (),
            hints=heard.hints,
            told=heard,
        )

    def _heeding(self, shares: Shares) -> Shares:
        """In plain danger the person comes before the matter: nothing is likelier than what they suffer."""
        highest = max(shares.values(), default=0.0)
        return shares | {slug: highest + 1e-4 for slug in shares if slug in self._suffering}

    def _weigh(self, words: Sequence[str]) -> list[Weighted]:
        return weigh(features_of(words), self._model.find) if self._model else []

    def _door(self, shares: Shares, heard: Told) -> str | None:
        doors = _best(shares, self._redirects)
        if not doors:
            return None
        owns = not _OWN_BUSINESS.isdisjoint(heard.hints)
        least = _AWAY_FROM_BUSINESS if owns and self._redirects[doors[0]].private else AWAY
        return doors[0] if sum(shares[slug] for slug in doors) >= least else None

    def _action(self, shares: Shares, best: Sequence[str], door: str | None) -> Action:
        if door is not None:
            return Action(self._redirects[door].action)
        clear = bool(best) and shares[best[0]] >= max(LEAST, shares.get(VAGUE, 0.0))
        return Action.ROUTE if clear else Action.CLARIFY

    def _needs(self, story: str, shares: Shares, best: Sequence[str]) -> tuple[str, ...]:
        """The subjects that the story tells of: the likeliest, and others that a passage of it is plainly about."""
        plain = self._plain(story)
        others = (
            slug for slug in best[1:] if shares[slug] >= _NEED or (slug in plain and shares[slug] >= _IN_QUESTION)
        )
        return (*best[:1], *others)[:MOST_NEEDS]

    def _plain(self, story: str) -> set[str]:
        passages = passages_of(story)
        if self._model is None or len(passages) < 2:
            return set()
        plain = set()
        for passage in passages:
            shares = self._model.shares(self._weigh(words_of(passage)))
            likeliest = max(shares, key=lambda slug: shares[slug])
            if shares[likeliest] >= _PLAIN:
                plain.add(likeliest)
        return plain

    def _decided(self, found: Sequence[Weighted], words: Sequence[str], slug: str) -> tuple[str, ...]:
        """The words that pull most towards a label, as they were typed."""
        if self._model is None:
            return ()
        pulls = self._model.pull(found, slug)
        least = _PULLS * max(pulls.values(), default=0.0)
        pulling = (place for place in pulls if pulls[place] > 0 and pulls[place] >= least and meaningful(words[place]))
        strongest = (words[place] for place in sorted(pulling, key=lambda place: -pulls[place]))
        return tuple({word.casefold(): word for word in strongest}.values())[:MOST_WORDS]


def _as_meant(story: str, heard: Told) -> str:
    """The story with the right office where another was named."""
    for correction in heard.corrections:
        if correction.meant:
            story = story.replace(correction.said, correction.meant)
    return story


def _close(shares: Shares, best: Sequence[str]) -> tuple[str, ...]:
    """The readings among which the owner must choose; none when the first is clear or stands alone."""
    if not best or not LEAST <= shares[best[0]] < _CLEAR:
        return ()
    near = [slug for slug in best if shares[slug] >= _NEARLY * shares[best[0]]][:_MOST_CLOSE]
    return tuple(near) if len(near) > 1 else ()


def _best(shares: Shares, among: Iterable[str]) -> list[str]:
    """Those of `among` that the model knows, likeliest first."""
    return sorted((slug for slug in among if slug in shares), key=lambda slug: (-shares[slug], slug))
