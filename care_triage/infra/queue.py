"""The job queue: RQ on any Redis-protocol server; the database does not depend on it."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask, current_app
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer

log = structlog.get_logger(__name__)

QUEUE = "care"
# Seconds during which a server that did not answer is not asked again.
REST = 5.0


class Broker:
    """The queue of one process, and when its server last failed to answer."""

    def __init__(self, url: str) -> None:
        # Short: an owner waits behind this call, and a lost push is repaired by the sweeper.
        self.redis = Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=2.0)
        self.queue = Queue(QUEUE, connection=self.redis, serializer=JSONSerializer)
        self.silent_until = 0.0


def init_app(app: Flask) -> None:
    """Prepare the queue; connects only when first used."""
    app.extensions["care_broker"] = Broker(app.config["REDIS_URL"])


def _broker() -> Broker:
    broker: Broker = current_app.extensions["care_broker"]
    return broker


def push(function: Callable[..., Any], *args: object) -> bool:
    """Queue a call with JSON arguments. Returns False, and says so in the log, when the server is down."""
    broker = _broker()
    if time.monotonic() < broker.silent_until:
        return False
    try:
        broker.queue.enqueue_call(function, args=args, result_ttl=0, failure_ttl=0)
    except RedisError as error:
        broker.silent_until = time.monotonic() + REST
        log.warning("queue unreachable; the sweeper will repair it", error=str(error))
        return False
    return True


def is_idle() -> bool:
    """Whether nothing waits in the queue. False when its server does not answer."""
    try:
        return _broker().queue.count == 0
    except RedisError as error:
        log.warning("queue unreachable", error=str(error))
        return False


def work(burst: bool = False) -> None:
    """Run jobs until told to stop. In this process: the rule set and the connections stay warm."""
    redis = Redis.from_url(current_app.config["REDIS_URL"])
    queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
    SimpleWorker([queue], connection=redis, serializer=JSONSerializer).work(burst=burst, logging_level="WARNING")
