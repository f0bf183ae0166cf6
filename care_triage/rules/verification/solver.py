"""The same question put to a SAT solver (python-sat), for the few tables on which splitting boxes takes too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pysat.solvers import Glucose4

from care_triage.rules.masks import positions
from care_triage.rules.verification.boxes import Box
from care_triage.rules.verification.effort import CutOff

Clause = list[int]


def uncovered_by_solver(full: Sequence[int], target: Box, covers: Sequence[Box], conflicts: int) -> Box | None:
    """A point, as a box of single cells, within `target` that no cover holds; None when there is none.

    Raises CutOff after so many conflicts.
    """
    axes = sorted({axis for box in (target, *covers) for axis in box})
    cells = {axis: target.get(axis, full[axis]) for axis in axes}
    names = _names(cells)
    with Glucose4(bootstrap_with=_clauses(cells, covers, names)) as solver:
        solver.conf_budget(conflicts)
        answer = solver.solve_limited()
        if answer is None:
            raise CutOff("conflicts", conflicts)
        if not answer:
            return None
        true = {name for name in solver.get_model() or () if name > 0}
    return {axis: next(bit for bit in _bits(cells[axis]) if names[axis, bit] in true) for axis in axes}


def _names(cells: Box) -> dict[tuple[int, int], int]:
    """One variable for each cell of each axis."""
    pairs = [(axis, bit) for axis, mask in cells.items() for bit in _bits(mask)]
    return {pair: number for number, pair in enumerate(pairs, 1)}


def _clauses(cells: Box, covers: Sequence[Box], names: dict[tuple[int, int], int]) -> Iterator[Clause]:
    for axis, mask in cells.items():
        of_axis = [names[axis, bit] for bit in _bits(mask)]
        yield of_axis
        yield from ([-one, -other] for one, other in combinations(of_axis, 2))
    for cover in covers:
        # Out of a cover means: on one of its axes, a cell that it does not allow.
        yield [names[axis, bit] for axis, allowed in cover.items() for bit in _bits(cells[axis] & ~allowed)]


def _bits(mask: int) -> Iterator[int]:
    return (1 << place for place in positions(mask))
