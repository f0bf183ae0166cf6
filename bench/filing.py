"""Filing: from the press of the button to the committed answer, beside a bare view and beside a known helpdesk."""

from collections.abc import Sequence
from contextlib import ExitStack

from bench import contestants, helpdesk
from bench.figures import Figure, at_least, plain
from bench.ground import WORKERS, Ground
from bench.load import CONNECTIONS, Round, interleave, latency_ms, rate, ratio

ROUNDS = 12
# More than a machine of today files in all rounds: each draft can be filed once.
_DRAFTS = 1500 * (ROUNDS + 1)


def measure(ground: Ground) -> list[Figure]:
    """Every figure of filing; CARE, the bare view and the helpdesk take turns on one PostgreSQL server."""
    ours, theirs, peer = _on_postgresql(ground)
    named, unit = "filing on PostgreSQL", "requests/s"
    return [
        at_least(f"{named} / a bare view with Core", unit, rate(ours), rate(theirs), ratio(ours, theirs), 0.5),
        helpdesk.figure(f"{named} / django-helpdesk's form", ours, peer),
        plain(f"{named}, each of {WORKERS} workers", unit, rate(ours) / WORKERS),
        *_latencies(named, ours),
        *_on_sqlite(ground),
    ]


def _on_postgresql(ground: Ground) -> tuple[Sequence[Round], Sequence[Round], Sequence[Round]]:
    url = ground.database("postgresql", "filing")
    contestants.fill(ground, url)
    tokens = contestants.supply(ground, url, 2 * _DRAFTS)
    with ExitStack() as stack:
        field = [
            stack.enter_context(contestants.care(ground, url, tokens[::2])),
            stack.enter_context(contestants.bare(ground, url, tokens[1::2])),
        ]
        if (peer := stack.enter_context(helpdesk.contestant(ground))) is not None:
            field.append(peer)
        results = interleave(field, ROUNDS)
    return results[0], results[1], results[2] if len(results) > 2 else []


def _on_sqlite(ground: Ground) -> list[Figure]:
    url = ground.database("sqlite", "filing")
    contestants.fill(ground, url)
    tokens = contestants.supply(ground, url, _DRAFTS // 2)
    with contestants.care(ground, url, tokens) as care:
        (ours,) = interleave([care], ROUNDS // 2)
    named = "filing on SQLite"
    return [plain(named, "requests/s", rate(ours)), *_latencies(named, ours)]


def _latencies(named: str, rounds: Sequence[Round]) -> list[Figure]:
    return [plain(f"{named}, {CONNECTIONS} at once, p{p}", "ms", latency_ms(rounds, p)) for p in (50, 99)]
