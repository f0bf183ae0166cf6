"""Hearing danger and distress with what was learnt last; built once per process and model."""

from functools import lru_cache

from care_triage.triage.danger import Heard, Listener
from care_triage.triage.learning import Model
from care_triage.triage.queries.learnt import find_model
from care_triage.triage.types import Lesson


def heard(text: str) -> Heard:
    """What a text lets hear, with its own words."""
    return listener().heard(text)


def is_danger(text: str) -> bool:
    """Whether a life may be in danger: a person's number at once, a human eye on the case."""
    return bool(heard(text).danger)


def listener() -> Listener:
    """The listener of the newest model."""
    return _listener(find_model(Lesson.HEARING))


@lru_cache(maxsize=2)
def _listener(model: Model | None) -> Listener:
    return Listener(model)
