"""Where a condition is true, as boxes over the axes of its fact; and where it is true or can still become so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from care_triage.rules.conditions import AnyOf, Condition, Known, NoneOf, Unknown
from care_triage.rules.verification.axes import Axis, Part
from care_triage.rules.verification.boxes import Box, meet
from care_triage.rules.verification.effort import CutOff

_PRESENT = 0b10
_ABSENT = 0b01
_MOST_BOXES = 2_000
"""A rule that asks "any of" several long lists is that many boxes; a hostile one must not fill the memory."""

NumberedAxes = Sequence[tuple[int, Axis]]


def region_of_cells(axis: tuple[int, Axis], bit: int, *, waits: bool) -> list[Box]:
    """Where the rule of this bit accepts, on the one axis of a fact that is no set (or of the days)."""
    number, measured = axis
    allowed = 0
    for place, cell in enumerate(measured.cells):
        if (cell.may_fire if waits else cell.fires) & bit:
            allowed |= 1 << place
    if allowed == measured.full:
        # Not named at all, so that regions that are equal look equal.
        return [{}]
    return [{number: allowed}] if allowed else []


def region_of_set(axes: NumberedAxes, condition: Condition, *, waits: bool) -> list[Box]:
    """Where a condition on a set is true; with `waits`, also where it can become so once the value is known."""
    number, known = next((number, axis) for number, axis in axes if axis.part is Part.KNOWN)
    unknown_cell = 1 if known.can_be_unknown else 0
    known_cell = known.full ^ unknown_cell
    found = list(_where_known(axes, condition, {number: known_cell}))
    if unknown_cell and (waits or isinstance(condition, Unknown)):
        found.append({number: unknown_cell})
    return found


def _where_known(axes: NumberedAxes, condition: Condition, known: Box) -> Iterator[Box]:
    match condition:
        case Known():
            yield known
        case AnyOf(codes):
            yield from ({**known, number: _PRESENT} for number in _named(axes, codes))
        case NoneOf(codes):
            yield {**known, **dict.fromkeys(_named(axes, codes), _ABSENT)}


def _named(axes: NumberedAxes, codes: frozenset[str]) -> list[int]:
    """The groups whose codes are named; the codes of a group are always named together."""
    return [number for number, axis in axes if axis.part is Part.HOLDS and axis.codes[0] in codes]


def crossed(regions: Mapping[str, Sequence[Box]]) -> tuple[Box, ...]:
    """Where all conditions of a rule hold. Raises CutOff when that is too many boxes."""
    size = 1
    for boxes in regions.values():
        size *= len(boxes)
    if size > _MOST_BOXES:
        raise CutOff("boxes", _MOST_BOXES)
    return tuple(_joined(choice) for choice in product(*regions.values()))


def _joined(choice: Sequence[Box]) -> Box:
    joined: Box = {}
    for box in choice:
        both = meet(joined, box)
        assert both is not None  # noqa: S101 - boxes of different facts share no axis
        joined = both
    return joined
