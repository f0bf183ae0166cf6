"""The figures of `make bench`: goals, table and JSON."""

import json
from pathlib import Path

from bench.figures import at_least, at_most, below, beside, plain, table, write
from bench.helpdesk import figure as helpdesk_figure
from bench.load import Round, latency_ms, percentile, rate, ratio

_OURS = [Round(1.0, (0.01,) * 400), Round(2.0, (0.02,) * 1000)]
_THEIRS = [Round(1.0, (0.01,) * 800), Round(1.0, (0.01,) * 500)]


def test_a_goal_is_met_at_its_limit_or_not_at_all() -> None:
    assert at_least("a", "requests/s", 500, 1000, 0.5, 0.5).met
    assert not at_least("a", "requests/s", 499, 1000, 0.499, 0.5).met
    assert at_most("a", "ms", 15, 10, 1.5, 1.5).met
    assert not below("a", "µs", 50, 50).met
    assert plain("a", "ms", 1).met is None
    assert beside("a", "ms", 30, 20).ratio == 1.5


def test_a_figure_that_fails_is_seen_in_the_table() -> None:
    lines = table([below("fast", "µs", 20.04, 50), below("slow", "µs", 1234.5, 50)]).splitlines()
    assert lines[2].split() == ["fast", "20", "µs", "value", "<", "50", "yes"]
    assert lines[3].split() == ["slow", "1", "234", "µs", "value", "<", "50", "NO"]


def test_the_json_holds_every_field(tmp_path: Path) -> None:
    write([below("memory", "MB", 120, 150)], tmp_path / "build" / "bench.json")
    (kept,) = json.loads((tmp_path / "build" / "bench.json").read_text())
    assert kept == {"name": "memory", "unit": "MB", "value": 120, "baseline": None, "ratio": None,
                    "goal": "value < 150", "met": True}  # fmt: skip


def test_a_peer_that_cannot_be_had_leaves_its_goal_open() -> None:
    missing = helpdesk_figure("beside the helpdesk", _OURS, [])
    assert (missing.value, missing.goal, missing.met) == (450, "ratio >= 2", None)
    assert "not measured" in table([missing])


def test_ratios_are_taken_round_by_round() -> None:
    assert rate(_OURS) == 450
    # 400 beside 800, then 500 beside 500: not 450 beside 650.
    assert ratio(_OURS, _THEIRS) == 0.75
    assert latency_ms(_OURS, 99) == 20
    assert percentile(range(1, 101), 50) == 51
