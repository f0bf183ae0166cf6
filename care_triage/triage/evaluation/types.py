"""A labelled story, and what CARE answered to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Story:
    """One authored story and what a sensible adviser would do with it.

    `action` is what would be done first; a story with both subjects and redirects may stay or go.
    The first of `subjects`, `redirects` and `partners` is the best, the others are as acceptable. Each of `needs`
    is one more problem of the same story, as the subjects of which one must be found.
    """

    id: str
    text: str
    language: str = "fr"
    action: str = "route"
    subjects: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    urgency: str = "normal"
    distress: bool = False
    danger: bool = False
    needs: tuple[tuple[str, ...], ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    wrong_creditor: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What CARE says of a story: `partners` are kinds in the order of the JSON line, leads first."""

    action: str
    subjects: tuple[str, ...] = ()
    confidence: float = 0.0
    redirect: str | None = None
    partners: tuple[str, ...] = ()
    urgency: str = "normal"
    distress: bool = False
    danger: bool = False
    needs: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What is sure; `guesses` has what is only offered too."""
    guesses: Mapping[str, Any] = field(default_factory=dict)
    corrections: tuple[str, ...] = ()
    milliseconds: float = 0.0


@dataclass(frozen=True)
class Pair:
    """A story beside its answer."""

    story: Story
    answer: Answer
