"""The job queue: RQ on any Redis-protocol server; the database does not depend on it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, current_app
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

log = structlog.get_logger(__name__)

WORK = "care"
# Taken up first: it has waited longest.
REPAIRS = "care-repairs"
# Seconds during which a server that did not answer is not asked again.
REST = 5.0
# Seconds after which a job is broken off: longer than any batch takes, mails to slow servers included.
LONGEST_JOB = 600


@dataclass(frozen=True)
class Waiting:
    """How many jobs wait in each queue."""

    work: int
    repairs: int


class Broker:
    """The queues of one process, and when their server last failed to answer."""

    def __init__(self, url: str) -> None:
        # Short: an owner waits behind this call, and a lost push is repaired by the sweeper.
        # Once again at once: the connection that was kept may only be older than the server.
        once_more = Retry(NoBackoff(), 1, supported_errors=(NoConnection,))
        self.redis = Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=0.5, retry=once_more)
        self.repairs, self.work = queues(self.redis)
        self.silent_until = 0.0


def init_app(app: Flask) -> None:
    """Prepare the queues; connects only when first used."""
    app.extensions["care_broker"] = Broker(app.config["REDIS_URL"])


def queues(redis: Redis) -> tuple[Queue, Queue]:
    """Repairs and work, in the order in which a worker takes them up."""
    repairs, work = (
        Queue(name, connection=redis, serializer=JSONSerializer, default_timeout=LONGEST_JOB)
        for name in (REPAIRS, WORK)
    )
    return repairs, work


def _broker() -> Broker:
    broker: Broker = current_app.extensions["care_broker"]
    return broker


def push(function: Callable[..., Any], *args: object) -> bool:
    """Queue a call with JSON arguments. Returns False, and says so in the log, when the server is down."""
    return _push(_broker().work, function, args)


def push_repair(function: Callable[..., Any], *args: object) -> bool:
    """The same for work that was found undone."""
    return _push(_broker().repairs, function, args)


def _push(queue: Queue, function: Callable[..., Any], args: tuple[object, ...]) -> bool:
    broker = _broker()
    if time.monotonic() < broker.silent_until:
        return False
    try:
        # One message to the server instead of four. What it writes first is complete when the last line names it.
        with broker.redis.pipeline(transaction=False) as message:
            queue.enqueue_call(function, args=args, result_ttl=0, failure_ttl=0, pipeline=message)
            message.execute()
    except RedisError as error:
        broker.silent_until = time.monotonic() + REST
        log.warning("queue unreachable; the sweeper will repair it", error=str(error))
        return False
    return True


def waiting() -> Waiting | None:
    """What waits to be taken up, or None when the server does not answer."""
    broker = _broker()
    try:
        return Waiting(broker.work.count, broker.repairs.count)
    except RedisError as error:
        log.warning("queue unreachable", error=str(error))
        return None
