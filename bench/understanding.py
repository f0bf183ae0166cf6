"""Understanding a story: milliseconds for about sixty words on one core, and what the models take of memory."""

import os
import re
import statistics
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app

from bench.figures import Figure, below, plain
from bench.ground import ROOT, Ground, application
from care_triage.triage.queries.understanding import understand

_WORDS = 60
_ROUNDS = 12
_LIMIT_MS, _LIMIT_MB = 100, 250


def measure(ground: Ground) -> list[Figure]:
    """The median and the slowest in a hundred, warm; the models once a machine, and what each process adds."""
    stories = list(_stories())
    with application(ground, ground.database("sqlite", "understanding")), _one_core():
        understand(stories[0])
        before = _private_mb()
        times = [_milliseconds(story) for _ in range(_ROUNDS) for story in stories]
        added = _private_mb() - before
        models = sum(path.stat().st_size for path in (Path(current_app.config["VAR_DIR"]) / "learnt").glob("*.model"))
    percent = statistics.quantiles(times, n=100)
    named = f"understanding {_WORDS} words, one core, warm"
    return [
        below(f"{named}, p50", "ms", percent[49], _LIMIT_MS),
        below(f"{named}, p99", "ms", percent[98], _LIMIT_MS),
        below("models of a machine, mapped once", "MB", models / 2**20, _LIMIT_MB),
        plain(f"private memory added by {len(times)} stories", "MB", added),
    ]


def _stories() -> Iterator[str]:
    """The labelled stories of about that length."""
    for path in sorted((ROOT / "evaluation" / "stories").glob("*.toml")):
        for story in tomllib.loads(path.read_text(encoding="utf-8"))["story"]:
            if abs(len(re.findall(r"\w+", story["text"])) - _WORDS) <= _WORDS // 6:
                yield story["text"]


def _milliseconds(story: str) -> float:
    started = time.perf_counter_ns()
    understand(story)
    return (time.perf_counter_ns() - started) / 1e6


def _private_mb() -> float:
    """Memory that this process shares with no other."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


@contextmanager
def _one_core() -> Iterator[None]:
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
