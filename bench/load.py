"""Load: a fixed number of requests over a few kept connections, every answer checked."""

import itertools
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from bench.client import Connection

CONNECTIONS = 8
# Fewer than an hour lets one visitor do (60): the limiter counts them all and refuses none.
_REQUESTS_OF_A_VISITOR = 50
_visitors = itertools.count(1)


@dataclass(frozen=True)
class Round:
    """What one round gave."""

    seconds: float
    latencies: tuple[float, ...]

    @property
    def per_second(self) -> float:
        """Answers per second."""
        return len(self.latencies) / self.seconds


@dataclass(frozen=True)
class Contestant:
    """A server under load: where it listens, the requests of its next round, and the status each must get."""

    port: int
    next_round: Callable[[], Sequence[bytes]]
    status: int


def drive(contestant: Contestant) -> Round:
    """Send one round of requests as fast as they are answered."""
    requests = contestant.next_round()
    parts = [requests[first::CONNECTIONS] for first in range(CONNECTIONS)]
    latencies: list[float] = []
    faults: list[BaseException] = []
    threads = [
        threading.Thread(target=_send, args=(contestant, part, latencies, faults), daemon=True) for part in parts
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    if faults:
        raise faults[0]
    return Round(seconds, tuple(latencies))


def _send(
    contestant: Contestant, requests: Sequence[bytes], latencies: list[float], faults: list[BaseException]
) -> None:
    try:
        for first in range(0, len(requests), _REQUESTS_OF_A_VISITOR):
            latencies.extend(_times(contestant, requests[first : first + _REQUESTS_OF_A_VISITOR]))
    except (OSError, RuntimeError) as fault:
        faults.append(fault)


def _times(contestant: Contestant, requests: Sequence[bytes]) -> Iterator[float]:
    """Seconds to each answer, over one connection of a new visitor."""
    with closing(Connection(contestant.port, _new_visitor())) as connection:
        for request in requests:
            started = time.perf_counter()
            status = connection.ask(request)
            yield time.perf_counter() - started
            if status != contestant.status:
                raise RuntimeError(f"port {contestant.port} answered {status} instead of {contestant.status}")


def _new_visitor() -> str:
    """An address that nobody has used yet in this run."""
    number = next(_visitors)
    return f"127.{1 + number // 60_000}.{number // 240 % 250}.{2 + number % 240}"


def interleave(contestants: Sequence[Contestant], rounds: int) -> list[list[Round]]:
    """Rounds of each contestant, in turn, so that a busy minute of the machine falls on all; the first is a warm-up."""
    results: list[list[Round]] = [[] for _ in contestants]
    for number in range(rounds + 1):
        for contestant, kept in zip(contestants, results, strict=True):
            done = drive(contestant)
            if number:
                kept.append(done)
    return results


def rate(rounds: Sequence[Round]) -> float:
    """Median answers per second."""
    return statistics.median(one.per_second for one in rounds)


def ratio(ours: Sequence[Round], theirs: Sequence[Round]) -> float:
    """Median of the ratios of rounds that ran one after the other."""
    return statistics.median(mine.per_second / other.per_second for mine, other in zip(ours, theirs, strict=True))


def latency_ms(rounds: Sequence[Round], percent: int) -> float:
    """A percentile of the time to the answer, in milliseconds."""
    return 1000 * percentile((latency for one in rounds for latency in one.latencies), percent)


def percentile(values: Iterator[float], percent: int) -> float:
    """The value that `percent` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
