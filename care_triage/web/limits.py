"""How often one visitor may do one thing: counters in Redis, in this process while Redis is down.

    @blueprint.post("/demande")
    @allow(Everyone)
    @limiter.limit("30/hour")
    def file(): ...

A limit counts by address of the visitor; `key_func` counts by something else. Whoever goes past
reads when to come back (429 with `Retry-After`).
"""

import ipaddress
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Final, TypeVar

import structlog
from flask import Flask, Response, current_app, request
from flask_limiter import Limiter, RequestLimit
from limits.storage import MemoryStorage, RedisStorage, Storage
from redis.exceptions import RedisError

from care_triage.infra import clock
from care_triage.web.errors import error_response
from care_triage.web.i18n import ngettext

log = structlog.get_logger(__name__)

# Seconds during which a server that did not answer is not asked again.
REST_S: Final = 5.0
_KEY: Final = "care_limits"
_Answer = TypeVar("_Answer")


class Counters:
    """The counters of one application: shared through Redis, or its own while Redis does not answer."""

    def __init__(self, redis_url: str) -> None:
        # Short: a person waits behind this call.
        self._redis = RedisStorage(_storage_url(redis_url), socket_connect_timeout=0.5, socket_timeout=1.0)
        self._memory = MemoryStorage()
        self._silent_until = 0.0

    def ask(self, question: Callable[[Storage], _Answer]) -> _Answer:
        """The answer of Redis, or of this process."""
        if time.monotonic() >= self._silent_until:
            try:
                return question(self._redis)
            except RedisError as error:
                self._silent_until = time.monotonic() + REST_S
                log.warning("limits counted in this process only", error=str(error))
        return question(self._memory)


class ApplicationStorage(Storage):
    """Leads the one limiter of this module to the counters of the application that is answering.

    Flask-Limiter's own fallback forgets failures that it counts after the answer, and its storage
    belongs to the last application that was made.
    """

    STORAGE_SCHEME: Final = ["care"]  # type: ignore[misc]

    @property
    def base_exceptions(self) -> type[Exception]:
        """Errors of the storage; none leaves `Counters`."""
        return RedisError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        return _counters().ask(lambda storage: storage.incr(key, expiry, amount))

    def get(self, key: str) -> int:
        return _counters().ask(lambda storage: storage.get(key))

    def get_expiry(self, key: str) -> float:
        return _counters().ask(lambda storage: storage.get_expiry(key))

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        return _counters().ask(lambda storage: storage.reset())

    def clear(self, key: str) -> None:
        _counters().ask(lambda storage: storage.clear(key))


def client_address() -> str:
    """Who is counted: the visitor's IPv4 address, or the network of their IPv6 address.

    One household or one attacker holds a whole /64, so a single IPv6 address means nothing.
    """
    text = request.remote_addr or "unknown"
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return text


def fingerprint(value: str) -> str:
    """A typed value as a counter's key: no personal data rests in Redis. Empty stays empty, and is not counted."""
    folded = value.strip().casefold()
    return sha256(folded.encode("utf-8", "replace")).hexdigest()[:32] if folded else ""


def minutes_left(limit: RequestLimit) -> int:
    """Whole minutes until `limit` opens again, at least one."""
    return max(1, -(-_seconds_left(limit) // 60))


def retry_later(limit: RequestLimit, response: Response) -> Response:
    """`response` as the 429 that says when to come back."""
    response.status_code = 429
    response.headers["Retry-After"] = str(_seconds_left(limit))
    return response


def wait_message(limit: RequestLimit) -> str:
    """When to try again, in words."""
    return ngettext(
        "Il y a eu trop de tentatives. Réessayez dans %(num)d minute.",
        "Il y a eu trop de tentatives. Réessayez dans %(num)d minutes.",
        minutes_left(limit),
    )


def _seconds_left(limit: RequestLimit) -> int:
    return max(1, round(limit.reset_at - clock.now().timestamp()))


def _refuse(limit: RequestLimit) -> Response:
    return retry_later(limit, error_response(429, wait_message(limit)))


def _storage_url(redis_url: str) -> str:
    return redis_url.replace("unix://", "redis+unix://", 1) if redis_url.startswith("unix://") else redis_url


def _counters() -> Counters:
    counters: Counters = current_app.extensions[_KEY]
    return counters


limiter = Limiter(client_address, storage_uri="care://", strategy="fixed-window", on_breach=_refuse)


def init_app(app: Flask) -> None:
    """Count with the Redis of this application; connects when first asked."""
    app.extensions[_KEY] = Counters(app.config["REDIS_URL"])
    limiter.init_app(app)
