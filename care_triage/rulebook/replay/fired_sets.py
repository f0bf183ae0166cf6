"""Groups requests for which the same rules fire, exactly and without comparing sets: a tree grown rule by rule."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from care_triage.rulebook.replay.past import Rows

Numbers = npt.NDArray[np.int32]


class FiredSets:
    """Each request stands at a node; a rule that fires for it moves it to the child of its node for that rule.

    Rules must be told in the order of the table. Requests at one node have fired exactly the rules on its path, so
    that what follows is worked out once per node.
    """

    def __init__(self, starts: Numbers, roots: int) -> None:
        """`starts` gives each request one of the nodes 0 to `roots` - 1: what had fired for it before."""
        self.nodes = starts
        self._roots = roots
        self._size = roots
        self._parents: list[Numbers] = []
        self._rules: list[tuple[int, int]] = []
        self._scratch = np.zeros(max(roots, 1024), np.int32)

    def fire(self, rule: int, rows: Rows) -> None:
        """`rule` fires for these requests."""
        if not len(rows):
            return
        at = self.nodes[rows]
        places = np.arange(len(rows), dtype=np.int32)
        # The last request written at a node speaks for all that stand there: no sorting is needed.
        self._scratch[at] = places
        speakers = self._scratch[at]
        speaks = speakers == places
        fresh = np.cumsum(speaks, dtype=np.int32) + np.int32(self._size - 1)
        self.nodes[rows] = fresh[speakers]
        parents = at[speaks]
        self._parents.append(parents)
        self._rules.append((rule, len(parents)))
        self._grow(len(parents))

    def _grow(self, more: int) -> None:
        self._size += more
        if self._size > len(self._scratch):
            self._scratch = np.zeros(2 * self._size, np.int32)

    def paths(self) -> tuple[Numbers, list[tuple[int, tuple[int, ...]]]]:
        """For each request the number of its group; for each group its root and the rules that fired, in order."""
        used = np.zeros(self._size, np.bool_)
        used[self.nodes] = True
        numbers = np.cumsum(used, dtype=np.int32) - np.int32(1)
        parents = np.concatenate((np.zeros(self._roots, np.int32), *self._parents)).tolist()
        rules = np.repeat(
            np.array([0, *(rule for rule, _ in self._rules)], np.int32), [self._roots, *(n for _, n in self._rules)]
        ).tolist()
        return numbers[self.nodes], [self._path(node, parents, rules) for node in np.flatnonzero(used).tolist()]

    def _path(self, node: int, parents: Sequence[int], rules: Sequence[int]) -> tuple[int, tuple[int, ...]]:
        fired = []
        while node >= self._roots:
            fired.append(rules[node])
            node = parents[node]
        return node, tuple(reversed(fired))
