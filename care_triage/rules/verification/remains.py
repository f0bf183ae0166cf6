"""What is left of boxes once others are cut out of them, and the facts that may still become what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from care_triage.rules.verification.axes import Axis, Part
from care_triage.rules.verification.boxes import Box
from care_triage.rules.verification.effort import CutOff
from care_triage.rules.verification.search import split, tightest

_MOST_BOXES = 2_000


def remains(full: Sequence[int], boxes: Iterable[Box], excluded: Sequence[Box]) -> list[Box]:
    """What of `boxes` lies in none of `excluded`, as boxes. Raises CutOff when that is too many."""
    waiting: list[tuple[Box, Sequence[Box]]] = [(box, excluded) for box in boxes]
    found: list[Box] = []
    while waiting:
        box, around = waiting.pop()
        near, ways_out = tightest(full, box, around)
        if near:
            waiting += split(full, box, near, ways_out)
        else:
            found.append(box)
        if len(found) + len(waiting) > _MOST_BOXES:
            raise CutOff("boxes", _MOST_BOXES)
    return found


def before_known(axes: Sequence[Axis], box: Box) -> Iterator[Box]:
    """The box, and where some of its facts are unknown that may come to lie in it."""
    choices: dict[str, list[Box]] = {}
    for number, cells in box.items():
        axis = axes[number]
        if axis.part in (Part.HOLDS, Part.KNOWN):
            choices.setdefault(axis.fact, [{}])
            choices[axis.fact][0] = {**choices[axis.fact][0], number: cells}
        else:
            choices[axis.fact] = [{number: cells | 1 if axis.can_be_unknown else cells}]
    for number, axis in enumerate(axes):
        # An unknown set holds nothing yet: one more box, in which its codes are free.
        if axis.part is Part.KNOWN and axis.can_be_unknown and axis.fact in choices:
            choices[axis.fact].append({number: 1})
    yield from ({number: cells for part in chosen for number, cells in part.items()}
                for chosen in product(*choices.values()))  # fmt: skip
