"""Boxes: for some axes, the cells that are allowed. A rule fires in a union of boxes; a point has one cell an axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Box = Mapping[int, int]
"""Axis to the allowed cells, as bits; an axis that is not named is free."""

Point = tuple[int, ...]
"""For each axis the one cell that holds, as a bit."""


def meet(first: Box, second: Box) -> Box | None:
    """What lies in both boxes; None when nothing does."""
    both = dict(first)
    for axis, cells in second.items():
        both[axis] = both.get(axis, cells) & cells
        if not both[axis]:
            return None
    return both


def meets(first: Iterable[Box], second: Iterable[Box]) -> list[Box]:
    """What lies in both unions of boxes."""
    seconds = tuple(second)
    return [both for one in first for other in seconds if (both := meet(one, other)) is not None]


def holds(boxes: Iterable[Box], point: Point) -> bool:
    """Whether the point lies in one of the boxes."""
    return any(all(point[axis] & cells for axis, cells in box.items()) for box in boxes)
