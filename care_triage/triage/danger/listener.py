"""Hearing with two ears: expressions that were written down, and a model that learnt from what people say.

The expressions miss what nobody thought of, the model what nobody said in its examples. Either is enough.
"""

from care_triage.triage.danger.heard import Heard, heard
from care_triage.triage.learning import Model, features_of, parts_of, weigh, words_of
from care_triage.triage.words import meaningful

DANGER, DISTRESS, NEITHER = "danger", "distress", "neither"
# Low on purpose: a false alarm shows a telephone number and asks a person to look, a miss may cost a life.
_LEAST_DANGER, _LEAST_DISTRESS = 0.4, 0.5
_PLAIN_DANGER = 0.8
_MOST_WORDS = 5


class Listener:
    """Hears danger and distress in stories; without a model, by the expressions alone."""

    def __init__(self, model: Model | None) -> None:
        self._model = model

    def heard(self, story: str) -> Heard:
        """What a text lets hear, with its own words."""
        found = heard(story)
        if self._model is None or (found.danger and found.distress):
            return found
        learnt = self._learnt(self._model, story)
        return Heard(
            found.danger or learnt.danger, found.distress or learnt.distress, found.is_plain or learnt.is_plain
        )

    def _learnt(self, model: Model, story: str) -> Heard:
        """The words of the part that most lets hear danger, and distress: an aside at the end of a story counts."""
        danger: tuple[float, str] = (0.0, "")
        distress: tuple[float, str] = (0.0, "")
        for part in {story, *parts_of(story)}:
            shares = model.shares(weigh(features_of(words_of(part)), model.find))
            danger = max(danger, (shares[DANGER], part))
            distress = max(distress, (shares[DANGER] + shares[DISTRESS], part))
        return Heard(
            _words(model, danger[1], DANGER) if danger[0] >= _LEAST_DANGER else (),
            _words(model, distress[1], DISTRESS) if distress[0] >= _LEAST_DISTRESS else (),
            danger[0] >= _PLAIN_DANGER,
        )


def _words(model: Model, part: str, label: str) -> tuple[str, ...]:
    words = words_of(part)
    pulls = model.pull(weigh(features_of(words), model.find), label)
    strongest = sorted((place for place in pulls if meaningful(words[place])), key=lambda place: -pulls[place])
    return tuple(dict.fromkeys(words[place] for place in strongest))[:_MOST_WORDS] or (part.strip(),)
