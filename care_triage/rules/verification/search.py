"""The one question behind every finding: is there a point in these boxes that none of those boxes covers?

The search splits a box along the cover that leaves the fewest ways out of it, which answers nearly every question of
a real table within a few steps. It is exponential at worst: after `question_steps` a SAT solver takes over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from care_triage.rules.verification.boxes import Box
from care_triage.rules.verification.effort import CutOff, Effort


def uncovered(
    full: Sequence[int], targets: Iterable[Box], covers: Sequence[Box], effort: Effort, excluded: Sequence[Box] = ()
) -> Box | None:
    """A box within one of `targets` that no cover meets, or None. `full` has all cells of each axis.

    `excluded` are covers that count only where the others leave something: facts that cannot exist meet nearly every
    box, and cutting them out of each would cost far more than it tells. Raises CutOff, Cancelled.
    """
    for target in targets:
        try:
            found = _search(full, target, covers, effort, excluded)
        except _TooHard:
            found = _by_solver(full, target, (*covers, *excluded), effort)
        if found is not None:
            return found
    return None


class _TooHard(Exception):
    """The search took more steps than a question may."""


def _search(
    full: Sequence[int], target: Box, covers: Sequence[Box], effort: Effort, excluded: Sequence[Box]
) -> Box | None:
    left = effort.limits.question_steps
    waiting: list[tuple[Box, Sequence[Box], Sequence[Box]]] = [(target, covers, excluded)]
    while waiting:
        box, around, later = waiting.pop()
        left -= 1 + len(around)
        if left < 0:
            raise _TooHard
        effort.spend(1 + len(around))
        near, ways_out = tightest(full, box, around)
        if near:
            # Without any way out the first of `near` covers the whole box: nothing is pushed.
            waiting += [(part, rest, later) for part, rest in split(full, box, near, ways_out)]
        elif later:
            waiting.append((box, later, ()))
        else:
            return box
    return None


def tightest(full: Sequence[int], box: Box, covers: Sequence[Box]) -> tuple[list[Box], list[int]]:
    """The covers that meet the box, the one that leaves the fewest axes to escape along first, and these axes."""
    near: list[Box] = []
    best: list[int] = []
    for cover in covers:
        ways_out = _ways_out(full, box, cover)
        if ways_out is None:
            continue
        near.append(cover)
        if len(near) == 1 or len(ways_out) < len(best):
            best = ways_out
            near[0], near[-1] = near[-1], near[0]
            if not best:
                break
    return near, best


def _ways_out(full: Sequence[int], box: Box, cover: Box) -> list[int] | None:
    """The axes along which the box reaches out of the cover; None when the two do not meet."""
    found = []
    for axis, allowed in cover.items():
        mine = box.get(axis, full[axis])
        if not mine & allowed:
            return None
        if mine & ~allowed:
            found.append(axis)
    return found


def split(full: Sequence[int], box: Box, near: list[Box], ways_out: list[int]) -> list[tuple[Box, Sequence[Box]]]:
    """The box without its first cover, as disjoint boxes; the first to look at comes last."""
    cover, *rest = near
    parts: list[tuple[Box, Sequence[Box]]] = []
    inside = dict(box)
    for axis in ways_out:
        mine = inside.get(axis, full[axis])
        parts.append(({**inside, axis: mine & ~cover[axis]}, rest))
        inside[axis] = mine & cover[axis]
    return parts[::-1]


def _by_solver(full: Sequence[int], target: Box, covers: Sequence[Box], effort: Effort) -> Box | None:
    if not effort.limits.solver:
        raise CutOff("question_steps", effort.limits.question_steps)
    # Loaded only when needed: the solver stays in memory once it is there.
    from care_triage.rules.verification.solver import uncovered_by_solver

    effort.check()
    return uncovered_by_solver(full, target, covers, effort.limits.conflicts)
