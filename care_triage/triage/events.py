"""What happened to the rules, and to requests that are not cases yet, for whoever subscribed."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ResumeLinkAsked:
    """Somebody who writes a request wants to go on later: its private link goes to the address they gave."""

    draft_id: int


@dataclass(frozen=True)
class RuleDraftMoved:
    """A draft of rules took a step that others wait for. `step_id` tells it from the same step another time.

    `step` is submitted, approved, refused or published; `writers` are the people who wrote in the draft.
    """

    step_id: int
    step: str
    draft_id: int
    title: str
    actor_id: int
    writers: Sequence[int]
