"""Verification: a whole table of a thousand rules, and one edited row while a page waits."""

import random
import statistics
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from bench import engine_rules
from bench.figures import Figure, below, plain
from bench.ground import Ground
from care_triage.rules import RuleTable
from care_triage.rules.verification import Finding, FindingKind, Possible, RuleOutcome, verify, verify_row

_RULES: Final = 1_000
_ROWS: Final = 60
_LIMIT_MS: Final = 150
_COMMUNES: Final = 320
_PARTNERS: Final = 38
_RANKS: Final = (5, 10, 15, 20, 26, 30, 40, 50)


def measure(_ground: Ground) -> list[Figure]:
    """Seconds for the table, milliseconds for the slowest of some rows."""
    table = RuleTable.compile(engine_rules.VOCABULARY, engine_rules.rules(_RULES))
    outcome = _outcomes().__getitem__
    possible = _possible()
    whole, found = _timed(lambda: verify(table, outcome, possible=possible, answer_each="subject"))

    def row(rule_id: str) -> tuple[Finding, ...]:
        return verify_row(table, outcome, rule_id, possible=possible, answer_each="subject")

    # The middle of three: what one row costs, not what else the machine does.
    rows = [
        statistics.median(_timed(partial(row, rule.id))[0] * 1000 for _ in range(3))
        for rule in table.rules[:: _RULES // _ROWS]
    ]
    size = f"{_RULES:,} rules, 25 facts".replace(",", " ")
    return [
        plain(f"verification of {size}", "s", whole),
        plain("  checks of it that were cut off", "", sum(each.kind is FindingKind.CUT_OFF for each in found)),
        below(f"findings for one edited row, slowest of {len(rows)}", "ms", max(rows), _LIMIT_MS),
        plain("findings for one edited row, median", "ms", statistics.median(rows)),
    ]


def _timed(work: Callable[[], tuple[Finding, ...]]) -> tuple[float, tuple[Finding, ...]]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _outcomes() -> Mapping[str, RuleOutcome]:
    """Leads and supports in the shares of the shipped catalogue."""
    chance = random.Random(11)
    return {f"r{number}": _outcome(chance) for number in range(_RULES)}


def _outcome(chance: random.Random) -> RuleOutcome:
    place = chance.choices((0, 1, 2), (1, 5, 5))[0]
    rank = chance.choice(_RANKS)
    return RuleOutcome(f"partner-{chance.randrange(_PARTNERS)}", place, (-rank, -16), rank=rank if place == 2 else None)


def _possible() -> Possible:
    return Possible(
        always=frozenset({"subject", "territory"}),
        combinations={"territory": tuple(map(_places, range(_COMMUNES)))},
        least={fact.name: 0 for fact in engine_rules.FACTS if fact.kind.value in ("integer", "money")},
    )


def _places(number: int) -> frozenset[str]:
    """A commune as the rules of `engine_rules` know it, with everything it lies in."""
    wider = (f"epci:{number // 8}", f"court:{number // 40}", f"dep:{number // 80}", "region:84")
    return frozenset({f"commune:{number}", *wider})
