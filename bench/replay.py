"""Replaying a million stored requests: everything, what five changed rules touch, and the peer one by one."""

import json
import subprocess
import sys
from typing import Any

from bench import past as synthetic
from bench.figures import Figure, at_least, at_most, below, plain
from bench.ground import ROOT, Ground
from bench.zen_peer import zen
from care_triage.rules import read_facts

REQUESTS, RULES, CHANGED = 1_000_000, 1_000, 5
# The peer decides this many; a million would take it minutes.
_SAMPLE = 20_000
# Requests on which both must fire the same rules.
_CHECKED = 2_000
_SHARE_OF_FULL = 0.1
_TIMES_FASTER = 20
_MEGABYTES = 600


def measure(_ground: Ground) -> list[Figure]:
    """Seconds and megabytes. Raises when the incremental replay is not exact."""
    found = _own()
    if not found["exact"]:
        raise AssertionError("the incremental replay does not say what the full one says")
    full, incremental = found["full_s"], found["incremental_s"]
    size = f"{REQUESTS:,} requests, {RULES:,} rules".replace(",", " ")
    return [
        at_most(
            f"replay of what {CHANGED} changed rules touch, {size}", "s", incremental, full, incremental / full,
            _SHARE_OF_FULL,
        ),
        _beside_peer(f"full replay, {size}, beside a zen-engine loop", full),
        plain("whole replay with its summary", "s", found["whole_s"]),
        plain("requests decided again", "", found["touched"]),
        below("memory of a replay process", "MB", found["megabytes"], _MEGABYTES),
    ]  # fmt: skip


def _own() -> dict[str, Any]:
    argv = [sys.executable, "-m", "bench.replay_process", str(REQUESTS), str(RULES), str(CHANGED)]
    answer = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def _beside_peer(name: str, full: float) -> Figure:
    """How many times longer the peer takes, from a sample of the same requests under the same rules."""
    table, past = synthetic.rule_set(synthetic.rules(RULES)).table, synthetic.past(_SAMPLE)
    requests = [read_facts(table.vocabulary, past.request(row).facts) for row in range(_SAMPLE)]
    with zen(table.vocabulary, table.rules, requests) as peer:
        if peer is None:
            return Figure(name, "s", full, goal=f"ratio >= {_TIMES_FASTER}")
        fired = [list(table.decide(facts, None).fired) for facts in requests[:_CHECKED]]
        if peer.fired()[:_CHECKED] != fired:
            raise AssertionError("the peer does not decide as we do")
        peer_s = sum(peer.times_us()) / 1e6 * REQUESTS / _SAMPLE
    return at_least(name, "s", full, peer_s, peer_s / full, _TIMES_FASTER)
