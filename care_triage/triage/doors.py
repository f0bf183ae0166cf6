"""Other doors than ours: what makes one the right door, and which of a redirect's are for this person.

Yes first, perhaps with « si vous êtes… », no not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from care_triage.rules import RuleTable, Vocabulary, read_rule
from care_triage.triage.document import Door, Redirect


@dataclass(frozen=True)
class ShownDoor:
    """A door on the page; `perhaps` when nothing says yet whether this person is the one it is for."""

    door: Door
    perhaps: bool = False


class Doors:
    """The doors of every redirect, their conditions compiled once. Raises RulesError."""

    def __init__(self, vocabulary: Vocabulary, redirects: Sequence[Redirect]) -> None:
        self._doors = {redirect.slug: redirect.every_door for redirect in redirects}
        self._table = RuleTable.compile(
            vocabulary,
            (
                read_rule(vocabulary, rule_id(slug, place), door.when)
                for slug, doors in self._doors.items()
                for place, door in enumerate(doors)
                if door.when
            ),
        )
        self._whole = RuleTable.compile(
            vocabulary,
            (read_rule(vocabulary, redirect.slug, redirect.when) for redirect in redirects if redirect.when),
        )

    def instead(self, facts: Mapping[str, Any], on: date | None) -> str | None:
        """The redirect that what is known makes the right one, in the place of the subject that `facts` name."""
        return next(iter(self._whole.decide(facts, on).fired), None)

    def of(self, slug: str, facts: Mapping[str, Any], on: date | None) -> tuple[ShownDoor, ...]:
        """The doors to show for what is known: those that are surely for this person first."""
        decision = self._table.decide(facts, on)
        surely, perhaps = frozenset(decision.fired), frozenset(decision.undecided)
        first: list[ShownDoor] = []
        then: list[ShownDoor] = []
        for place, door in enumerate(self._doors.get(slug, ())):
            name = rule_id(slug, place)
            if name in surely:
                first.append(ShownDoor(door))
            elif not door.when or name in perhaps:
                then.append(ShownDoor(door, perhaps=bool(door.when)))
        return (*first, *then)


def rule_id(slug: str, place: int) -> str:
    """The name of a door's condition in the table."""
    return f"{slug}-{place}"
