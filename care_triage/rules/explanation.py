"""What became of one rule in a decision, and because of which facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of one rule.

    FIRED all its conditions are true; FAILED at least one is false; UNDECIDED none is false and at least one waits for
    an unknown fact; NOT_IN_FORCE the rule is not valid on the date of the decision, its conditions do not matter.
    """

    FIRED = "fired"
    FAILED = "failed"
    UNDECIDED = "undecided"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one rule has its status.

    `facts`, in the order of the vocabulary: those it failed on when FAILED, those it waits for when UNDECIDED, else
    empty.
    """

    rule_id: str
    status: Status
    facts: tuple[str, ...] = ()
