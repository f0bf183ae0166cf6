"""Filing: from the press of the button to the committed answer, beside a bare view and beside a known helpdesk."""

from collections.abc import Sequence
from contextlib import ExitStack

from bench import contestants, helpdesk
from bench.figures import Figure, at_least, plain
from bench.ground import WORKERS, Ground
from bench.load import Round, interleave, latency_ms, rate, ratio

ROUNDS = 6
SIZE = 800
# The slower peer gets less to do, so that its rounds last as long as the others'.
HELPDESK_SIZE = 250


def measure(ground: Ground) -> list[Figure]:
    """Every figure of filing; CARE, the bare view and the helpdesk take turns on one PostgreSQL server."""
    ours, theirs, peer = _on_postgresql(ground)
    named = "filing a request, PostgreSQL"
    return [
        at_least(
            f"{named}: beside a bare view with Core", "requests/s", rate(ours), rate(theirs), ratio(ours, theirs), 0.5
        ),
        helpdesk.figure(f"{named}: beside django-helpdesk's form", ours, peer),
        plain(f"{named}: each of {WORKERS} workers", "requests/s", rate(ours) / WORKERS),
        plain(f"{named}: p50", "ms", latency_ms(ours, 50)),
        plain(f"{named}: p99", "ms", latency_ms(ours, 99)),
        *_on_sqlite(ground),
    ]


def _on_postgresql(ground: Ground) -> tuple[Sequence[Round], Sequence[Round], Sequence[Round]]:
    url = ground.database("postgresql")
    tokens = contestants.supply(ground, url, 2 * SIZE * (ROUNDS + 1) + 1)
    with ExitStack() as stack:
        field = [
            stack.enter_context(contestants.care(ground, url, tokens, SIZE)),
            stack.enter_context(contestants.bare(ground, url, tokens, SIZE)),
        ]
        if (peer := stack.enter_context(helpdesk.contestant(ground, HELPDESK_SIZE))) is not None:
            field.append(peer)
        results = interleave(field, ROUNDS)
    return results[0], results[1], results[2] if len(results) > 2 else []


def _on_sqlite(ground: Ground) -> list[Figure]:
    url, rounds = ground.database("sqlite"), ROUNDS // 2
    tokens = contestants.supply(ground, url, SIZE * (rounds + 1) + 1)
    with contestants.care(ground, url, tokens, SIZE) as care:
        (ours,) = interleave([care], rounds)
    named = "filing a request, SQLite"
    return [
        plain(named, "requests/s", rate(ours)),
        plain(f"{named}: p50", "ms", latency_ms(ours, 50)),
        plain(f"{named}: p99", "ms", latency_ms(ours, 99)),
    ]
