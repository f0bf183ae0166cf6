"""Load: rounds of a fixed time over a few kept connections, every answer checked."""

import itertools
import statistics
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from bench.client import Connection

CONNECTIONS = 8
ROUND_SECONDS = 1.0
# Fewer than an hour lets one visitor do (60): the limiter counts them all and refuses none.
_REQUESTS_OF_A_VISITOR = 50
_visitors = itertools.count(1)


@dataclass(frozen=True)
class Contestant:
    """A server under load: where it listens, what it is asked next (threads share it), and the status it must give."""

    port: int
    requests: Iterator[bytes]
    status: int


@dataclass(frozen=True)
class Round:
    """What one round gave."""

    seconds: float
    latencies: tuple[float, ...]

    @property
    def per_second(self) -> float:
        """Answers per second."""
        return len(self.latencies) / self.seconds


class _Crowd:
    """Visitors who send as fast as they are answered, until the time of a round is over."""

    def __init__(self, contestant: Contestant) -> None:
        self._contestant = contestant
        self._until = time.perf_counter() + ROUND_SECONDS
        self.latencies: list[float] = []
        self.faults: list[BaseException] = []

    def send(self) -> None:
        """One connection after the other, each of a new visitor."""
        try:
            while time.perf_counter() < self._until:
                with closing(Connection(self._contestant.port, _new_visitor())) as connection:
                    sent = list(self._times(connection))
                self.latencies.extend(sent)
                if not sent:
                    return
        except (OSError, RuntimeError) as fault:
            self.faults.append(fault)

    def _times(self, connection: Connection) -> Iterator[float]:
        for request in itertools.islice(self._contestant.requests, _REQUESTS_OF_A_VISITOR):
            started = time.perf_counter()
            status = connection.ask(request)
            ended = time.perf_counter()
            if status != self._contestant.status:
                raise RuntimeError(f"an answer with {status} instead of {self._contestant.status}")
            yield ended - started
            if ended > self._until:
                return


def drive(contestant: Contestant) -> Round:
    """One round."""
    crowd = _Crowd(contestant)
    threads = [threading.Thread(target=crowd.send, daemon=True) for _ in range(CONNECTIONS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    if crowd.faults:
        raise crowd.faults[0]
    if not crowd.latencies:
        raise RuntimeError("nothing is left to send: prepare more")
    return Round(seconds, tuple(crowd.latencies))


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


def percentile(values: Iterable[float], percent: int) -> float:
    """The value that `percent` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
