"""The worker: RQ in this very process, kept going through every failure of its server."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import structlog
from flask import current_app
from redis import Redis
from redis.client import Pipeline
from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.exceptions import StopRequested
from rq.serializers import JSONSerializer
from rq.worker import WorkerStatus

from care_triage.infra.queue import queues

log = structlog.get_logger(__name__)

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_LONGEST_PAUSE = 5.0


class _Worker(SimpleWorker):
    """No process for each job: the rule set and the connections stay warm. No commands from outside either."""

    max_connection_wait_time = _LONGEST_PAUSE
    log_job_description = False
    is_stopping = False

    def subscribe(self) -> None:
        """Listen to nobody: a thread less that would have to survive."""

    def unsubscribe(self) -> None:
        """Nothing was subscribed to."""

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Finish the job in hand, then end."""
        self.is_stopping = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """Hear again who asked to stop: a library may swallow what the signal raised, and waits for a server for ever."""
        if self.is_stopping and self.get_state() != WorkerStatus.BUSY:
            raise StopRequested
        super().heartbeat(timeout, pipeline)


def work(burst: bool = False) -> bool:
    """Run jobs until told to stop, or until none is left with `burst`. False when `burst` found no server."""
    pause = 0.5
    while not _work_a_while(burst):
        if burst:
            return False
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
    return True


def _work_a_while(burst: bool) -> bool:
    """Run jobs; False when that ended without anybody asking for it."""
    redis = Redis.from_url(current_app.config["REDIS_URL"], socket_connect_timeout=2)
    worker: _Worker | None = None
    with _own_signals():
        try:
            worker = _Worker(queues(redis), connection=redis, serializer=JSONSerializer)
            worker.work(burst=burst, logging_level="WARNING")
        except RedisError as error:
            log.warning("queue unreachable; trying again", error=str(error))
            return worker is not None and worker.is_stopping
        finally:
            redis.close()
    return burst or worker.is_stopping


@contextmanager
def _own_signals() -> Iterator[None]:
    """Give signals back as they were: between two workers, Ctrl-C ends the process at once."""
    before = {sign: signal.getsignal(sign) for sign in _SIGNALS}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
