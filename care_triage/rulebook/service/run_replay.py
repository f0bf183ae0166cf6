"""Running a replay: the past is read in batches, between which it tells how far it is and whether to go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import DBAPIError

from care_triage.rulebook.queries.past_requests import DecidedRequest, count_past, past_requests
from care_triage.rulebook.replay.collector import no_collector
from care_triage.rulebook.replay.errors import ReplayCancelled
from care_triage.rulebook.replay.past_filter import PastFilter
from care_triage.rulebook.replay.result import ReplayResult
from care_triage.rulebook.replay.state import ReplayProblem
from care_triage.rulebook.service.replays import (
    ReplayTask,
    claim_replay,
    fail_replay,
    finish_replay,
    give_back_replay,
    report_replay,
)
from care_triage.triage.queries.rule_sets import get_rule_set
from care_triage.triage.rule_set import RuleSet

if TYPE_CHECKING:
    from care_triage.rulebook.replay.past import PastRequests

Told = Callable[[int, int], object]

log = structlog.get_logger(__name__)

# Read within a tenth of a second: other writers hardly notice.
BATCH = 2_000
# Seconds between two signs of life while nothing is read.
_BEAT = 1.0


def run_replay(replay_id: int) -> None:
    """Replay, unless it is over: running twice is running once.

    Raises ReplayInOtherHands, so that the outbox asks again: that runner may die yet. An unreachable database leaves it to the next attempt; any other failure is shown to who asked.
    """
    task = claim_replay(replay_id)
    if task is None:
        return
    try:
        _run(task)
    except ReplayCancelled:
        log.info("replay stopped", replay=replay_id)
    except DBAPIError:
        give_back_replay(task)
        raise
    except Exception as error:
        log.exception("replay failed", replay=replay_id)
        fail_replay(task, ReplayProblem.TOO_LONG if _is_timeout(error) else ReplayProblem.UNEXPECTED)


def _is_timeout(error: Exception) -> bool:
    # RQ's own class, by name: use cases do not know the queue.
    return type(error).__name__ == "JobTimeoutException"


def _run(task: ReplayTask) -> None:
    watch = _Watch(task)
    published, draft = get_rule_set(task.base_id), RuleSet(0, task.base_version, task.document)
    result = compare(published, draft, watch.go_on, watch.is_over)
    finish_replay(task, result.to_dict())


def compare(
    published: RuleSet, draft: RuleSet, read: Told, is_over: Callable[[], bool] = lambda: False
) -> ReplayResult:
    """Replay `draft` against `published` here and now. `read` is told how many requests are read, and of how many.

    Raises ReplayCancelled once `is_over` says so.
    """
    from care_triage.rulebook.replay.run import replay

    kept = PastFilter(published, draft)
    past = _past(kept, read)
    return replay(past, published, draft, unreadable=kept.unreadable, cancelled=is_over)


def _past(kept: PastFilter, read: Told) -> PastRequests:
    from care_triage.rulebook.replay.past import PastBuilder, PastRequest

    newest, total = count_past()
    builder, done = PastBuilder(), 0
    read(0, total)
    for batch in _batches(newest):
        with no_collector():
            for request in batch:
                if kept.takes(request.facts):
                    builder.add(PastRequest(request.decision_id, request.need_id, request.on, request.facts))
        done += len(batch)
        read(done, total)
    return builder.build()


def _batches(newest: int) -> Iterator[list[DecidedRequest]]:
    after = 0
    while batch := _batch(after, newest):
        yield batch
        after = batch[-1].decision_id


def _batch(after: int, newest: int) -> list[DecidedRequest]:
    # Thousands of small dictionaries, none of them in a cycle: looking for some takes as long as reading.
    with no_collector():
        return past_requests(after, newest, BATCH)


class _Watch:
    """Tells how far a replay is, and asks whether to go on."""

    def __init__(self, task: ReplayTask) -> None:
        self._task = task
        self._told = (0, 0)
        self._next = 0.0

    def go_on(self, done: int, total: int) -> None:
        """After each batch; this also ends its reading, so that no snapshot is held for long."""
        self._told = (done, total)
        self._next = time.monotonic() + _BEAT
        if not report_replay(self._task, done, total):
            raise ReplayCancelled

    def is_over(self) -> bool:
        """Whether the replay was cancelled or taken over; looked up once in a while."""
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + _BEAT
        return not report_replay(self._task, *self._told)
