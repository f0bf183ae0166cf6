"""Learning to tell labels apart from examples: a small linear model over words, trained by commands, mapped by pages."""

from care_triage.triage.learning.features import Weighted, features_of, weigh, words_of
from care_triage.triage.learning.model import Model
from care_triage.triage.learning.parts import clauses_of, parts_of, passages_of

__all__ = ["Model", "Weighted", "clauses_of", "features_of", "parts_of", "passages_of", "weigh", "words_of"]
