"""The smallest facts that show a finding: what can stay unknown is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from care_triage.rules.verification.axes import Part
from care_triage.rules.verification.boxes import Box, Point, holds
from care_triage.rules.verification.space import Space


def smallest(space: Space, found: Box, targets: Sequence[Box], covers: Sequence[Box]) -> Point:
    """A point within `targets` and outside `covers`, of which no known fact can be left out. `found` shows one."""

    def shows(point: Point) -> bool:
        return holds(targets, point) and not holds(covers, point)

    return _shrunk(space, space.first_point(found), shows)


def _shrunk(space: Space, point: Point, shows: Callable[[Point], bool]) -> Point:
    while (smaller := next(filter(shows, _smaller(space, point)), None)) is not None:
        point = smaller
    return point


def _smaller(space: Space, point: Point) -> Iterator[Point]:
    """The points that say one thing less: a fact becomes unknown, or a set loses a code."""
    for number, axis in enumerate(space.axes):
        if point[number] == 1:
            continue
        if axis.can_be_unknown:
            yield _with(point, {number: 1, **{i: 1 for i, _ in space.axes_named(axis.fact)}})
        elif axis.part is Part.HOLDS:
            yield _with(point, {number: 1})


def _with(point: Point, changes: dict[int, int]) -> Point:
    return tuple(changes.get(number, bit) for number, bit in enumerate(point))
