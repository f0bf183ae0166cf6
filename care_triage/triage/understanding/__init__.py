"""What a story is about: a trained reader, offline, in the process of the page."""

from care_triage.triage.understanding.reader import LEAST, MOST_READINGS, Understander

__all__ = ["LEAST", "MOST_READINGS", "Understander"]
