"""Hearing with two ears: expressions that were written down, and a model that learnt from what people say.

The expressions miss what nobody thought of, the model what nobody said in its examples. Either is enough.
"""

import math
from collections.abc import Mapping, Sequence

from care_triage.triage.danger.heard import Heard, heard
from care_triage.triage.learning import Model, clauses_of, features_of, passages_of, weigh, words_of
from care_triage.triage.words import meaningful

DANGER, DISTRESS, NEITHER = "danger", "distress", "neither"
# Low on purpose: a false alarm shows a telephone number and asks a person to look, a miss may cost a life.
_LEAST_DANGER, _LEAST_DISTRESS = 0.03, 0.1
# A few words by themselves bear nothing out.
_LEAST_IN_A_CLAUSE = 0.06
# Of the suffering that a whole story lets hear, so much must be danger: tears alone are not.
_LEAST_OF_SUFFERING = 0.25
_PLAIN_DANGER = 0.5
# An expression of danger that the model has no ear for is looked at by a person, and the matter stays first; one of
# distress is another sense of the words (« mon fournisseur ne décroche plus », « une équipe qui craque »), unless its
# own clause says it outright: « …, je dors à peine », the last words of a long account.
_DOUBTED, _DEAF, _DEAF_TO_CLAUSE, _OUTRIGHT = 0.002, 0.0005, 0.002, 0.5
_MOST_WORDS = 5


class Listener:
    """Hears danger and distress in stories; without a model, by the expressions alone."""

    def __init__(self, model: Model | None) -> None:
        self._model = model

    def heard(self, story: str) -> Heard:
        """What a text lets hear, with its own words."""
        found = heard(story)
        return found if self._model is None else self._both(self._model, story, found)

    def _both(self, model: Model, story: str, found: Heard) -> Heard:
        """What the model hears in the whole and in each passage, beside what was found: an aside at the end counts."""
        whole = _shares(model, story)
        passages = [(passage, _shares(model, passage)) for passage in passages_of(story)] or [(story, whole)]
        danger_in, most = max(passages, key=lambda each: each[1][DANGER])
        distress_in, worst = max(passages, key=lambda each: _suffering(each[1]))
        danger = _together(whole[DANGER], most[DANGER])
        least = _LEAST_DANGER if len(passages) > 1 else _LEAST_IN_A_CLAUSE
        is_danger = danger >= least and whole[DANGER] >= _LEAST_OF_SUFFERING * _suffering(whole)
        distress = _together(_suffering(whole), _suffering(worst))
        clause = _in_its_clause(model, story, found.distress)
        said = found.distress if clause >= (_DEAF_TO_CLAUSE if distress >= _DEAF else _OUTRIGHT) else ()
        return Heard(
            found.danger or (_words(model, danger_in, DANGER) if is_danger else ()),
            said or (_words(model, distress_in, DISTRESS) if distress >= _LEAST_DISTRESS else ()),
            danger >= (_DOUBTED if found.danger else _PLAIN_DANGER),
        )


def _shares(model: Model, text: str) -> dict[str, float]:
    return model.shares(weigh(features_of(words_of(text)), model.find))


def _suffering(shares: Mapping[str, float]) -> float:
    return shares[DANGER] + shares[DISTRESS]


def _in_its_clause(model: Model, story: str, words: Sequence[str]) -> float:
    """The suffering heard in the clauses that hold the words; in the whole where they stand across two."""
    clauses = [clause for clause in clauses_of(story) if any(said in clause for said in words)] or [story]
    return max(_suffering(_shares(model, clause)) for clause in clauses) if words else 0.0


def _together(whole: float, passage: float) -> float:
    """A passage out of its story says anything; the two are weighed together (geometric mean)."""
    return math.sqrt(whole * passage)


def _words(model: Model, passage: str, label: str) -> tuple[str, ...]:
    words = words_of(passage)
    pulls = model.pull(weigh(features_of(words), model.find), label)
    strongest = sorted((place for place in pulls if meaningful(words[place])), key=lambda place: -pulls[place])
    return tuple(dict.fromkeys(words[place] for place in strongest))[:_MOST_WORDS] or (passage.strip(),)
