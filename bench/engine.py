"""The rules engine beside zen-engine: the same rules, the same requests, one after the other in every round.

An answer is counted once the ids of the rules that fire can be read. A full explanation is, beyond that, for every rule
of the table the facts it failed on, as masks, and the rules that failed on one fact only; the peer's trace tells of the
rules that fired alone.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.engine_rules import VOCABULARY, Facts, requests, rules
from bench.figures import Figure, at_least, at_most, beside, plain
from bench.ground import Ground
from bench.zen_peer import Zen, zen
from care_triage.rules import Decision, RuleTable, plain_value, read_facts

_REQUESTS = 200
_ROUNDS = 15
_FEW, _MANY = 1_000, 10_000
_TIMES_FASTER = {_FEW: 5.0, _MANY: 15.0}
_TIMES_FASTER_EXPLAINED = 30.0
_MOST_GROWTH = 7.0


@dataclass(frozen=True)
class Rounds:
    """Median microseconds of one request, ours and the peer's, round by round."""

    ours: Sequence[float]
    peer: Sequence[float]

    @property
    def value(self) -> float:
        """Our median."""
        return statistics.median(self.ours)

    def figure(self, name: str, least: float) -> Figure:
        """How many times faster we are; not measured when the peer could not be had."""
        if not self.peer:
            return Figure(name, "µs", round(self.value, 1), goal=f"ratio >= {least:g}")
        ratio = statistics.median(peer / ours for ours, peer in zip(self.ours, self.peer, strict=True))
        return at_least(name, "µs", self.value, statistics.median(self.peer), ratio, least)


def measure(_ground: Ground) -> list[Figure]:
    """Decisions at two sizes, explanations at the smaller one, and what growing costs."""
    asked = requests(_REQUESTS)
    few, explained = _at(_FEW, asked)
    many, _ = _at(_MANY, asked)
    growth = many.value / few.value
    return [
        few.figure("one decision, 1,000 rules, beside zen-engine", _TIMES_FASTER[_FEW]),
        many.figure("one decision, 10,000 rules, beside zen-engine", _TIMES_FASTER[_MANY]),
        at_most("one decision, from 1,000 to 10,000 rules", "µs", many.value, few.value, growth, _MOST_GROWTH),
        explained.figure("decision with full explanation, 1,000 rules, beside its trace", _TIMES_FASTER_EXPLAINED),
        *_spelled(RuleTable.compile(VOCABULARY, rules(_FEW)), asked, explained),
    ]


def _at(size: int, asked: Sequence[Facts]) -> tuple[Rounds, Rounds]:
    """Deciding, and deciding with explanation."""
    written = rules(size)
    table = RuleTable.compile(VOCABULARY, written)
    with zen(VOCABULARY, written, asked) as peer:
        if peer:
            _check(table, asked, peer)
        decided = _rounds(table, asked, _fired, peer, trace=False)
        return decided, _rounds(table, asked, _explained, peer, trace=True) if size == _FEW else decided


def _check(table: RuleTable, asked: Sequence[Facts], peer: Zen) -> None:
    """Both must decide alike, or nothing is compared."""
    for facts, ids in zip(asked, peer.fired(), strict=True):
        if list(table.decide(facts, None).fired) != ids:
            raise RuntimeError(f"zen-engine fires other rules: {facts}")


def _rounds(
    table: RuleTable, asked: Sequence[Facts], read: Callable[[Decision], object], peer: Zen | None, *, trace: bool
) -> Rounds:
    ours, theirs = [], []
    for _ in range(_ROUNDS):
        ours.append(statistics.median(_times_us(table, asked, read)))
        if peer:
            theirs.append(statistics.median(peer.times_us(trace=trace)))
    return Rounds(ours, theirs)


def _times_us(table: RuleTable, asked: Sequence[Facts], read: Callable[[Decision], object]) -> list[float]:
    times = []
    for facts in asked:
        started = time.perf_counter_ns()
        read(table.decide(facts, None))
        times.append((time.perf_counter_ns() - started) / 1000)
    return times


def _fired(decision: Decision) -> object:
    return decision.fired


def _explained(decision: Decision) -> object:
    explanations = decision.explanations
    return decision.fired, decision.undecided_mask, explanations.refusing, explanations.near_masks()


def _near_misses(decision: Decision) -> object:
    return decision.fired, decision.explanations.near_misses(within=("subject",))


def _every_rule(decision: Decision) -> object:
    return decision.fired, decision.undecided, decision.failed


def _spelled(table: RuleTable, asked: Sequence[Facts], explained: Rounds) -> list[Figure]:
    """What reading more of the explanation costs, all in all, and what comes before deciding."""
    near, every = (_rounds(table, asked, read, None, trace=False).value for read in (_near_misses, _every_rule))
    found = [
        ("the same, near misses about its subject spelled out", near),
        ("the same, every rule spelled out with its facts", every),
    ]
    trace = statistics.median(explained.peer) if explained.peer else None
    figures = [beside(name, "µs", value, trace) if trace else plain(name, "µs", value) for name, value in found]
    return [*figures, plain("reading 25 facts from JSON, before deciding", "µs", _reading(asked))]


def _reading(asked: Sequence[Facts]) -> float:
    """The typed facts of a request from the plain values that a case stores."""
    times = []
    for facts in asked:
        stored = {name: plain_value(value) for name, value in facts.items()}
        started = time.perf_counter_ns()
        read_facts(VOCABULARY, stored)
        times.append((time.perf_counter_ns() - started) / 1000)
    return statistics.median(times)
