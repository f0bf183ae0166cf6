"""`make bench`: measure everything once, print the table, write build/bench.json; `ARGS="filing rules"` for some of it, or for a long one."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence

from bench import (
    board,
    engine,
    filing,
    firms,
    replay,
    replay_database,
    rule_table,
    rules,
    size,
    understanding,
    verification,
)
from bench.figures import Figure, table, write
from bench.ground import ROOT, Ground, prepared

MEASURES: Mapping[str, Callable[[Ground], list[Figure]]] = {
    "filing": filing.measure,
    "rules": rules.measure,
    "understanding": understanding.measure,
    "engine": engine.measure,
    "replay": replay.measure,
    "replay-database": replay_database.measure,
    "verification": verification.measure,
    "size": size.measure,
    "rule-table": rule_table.measure,
    "board": board.measure,
    "firms": firms.measure,
}

# Minutes of their own: measured when they are named.
_LONG = frozenset({"replay-database"})


def main(chosen: Sequence[str]) -> int:
    """Run the chosen measures, all without a choice. Gives 1 when a goal is missed."""
    if unknown := set(chosen) - set(MEASURES):
        print(f"No measure is called {', '.join(sorted(unknown))}: choose among {', '.join(MEASURES)}.")
        return 2
    figures: list[Figure] = []
    with prepared() as ground:
        for name in chosen or (each for each in MEASURES if each not in _LONG):
            started = time.monotonic()
            print(f"Measuring {name} ...", flush=True)
            figures += MEASURES[name](ground)
            print(f"  {time.monotonic() - started:.0f} s", flush=True)
    print(f"\n{table(figures)}\n")
    write(figures, ROOT / "build" / "bench.json")
    missed = [figure.name for figure in figures if figure.met is False]
    for name in missed:
        print(f"Missed: {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
