"""What a story is about: a reader that learnt from what owners say, offline, in the process of the page."""

from care_triage.triage.understanding.examples import examples_of
from care_triage.triage.understanding.reader import LEAST, MOST_READINGS, VAGUE, Understander

__all__ = ["LEAST", "MOST_READINGS", "VAGUE", "Understander", "examples_of"]
