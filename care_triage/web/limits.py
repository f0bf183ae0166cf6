"""How often one visitor may do one thing: counters in Redis, in this process while Redis is down.

    @blueprint.post("/demande")
    @allow(Everyone)
    @limit("30/hour")
    def file(): ...

A limit counts by address of the visitor; `key` counts by something else. Whoever goes past
reads when to come back (429 with `Retry-After`).
"""

import ipaddress
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Any, Final, TypeVar

import structlog
from flask import Flask, Response, current_app, make_response, request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from care_triage.infra import clock
from care_triage.web.errors import error_response
from care_triage.web.i18n import ngettext

log = structlog.get_logger(__name__)

# Seconds during which a server that did not answer is not asked again.
REST_S: Final = 5.0
_KEY: Final = "care_limits"
_Answer = TypeVar("_Answer")
_View = Callable[..., Any]


class _Storage(RedisStorage):
    """Through redis-py only: limits would load valkey-py as well, which the embedded server brings."""

    DEPENDENCIES = {"redis": RedisStorage.DEPENDENCIES["redis"]}  # noqa: RUF012 - as limits declares it


class Counters:
    """The counters of one application: shared through Redis, or its own while Redis does not answer."""

    def __init__(self, redis_url: str) -> None:
        # Short: a person waits behind this call.
        storage = _Storage(_storage_url(redis_url), socket_connect_timeout=0.5, socket_timeout=1.0)
        self._shared, self._own = FixedWindowRateLimiter(storage), FixedWindowRateLimiter(MemoryStorage())
        self._silent_until = 0.0

    def ask(self, question: Callable[[FixedWindowRateLimiter], _Answer]) -> _Answer:
        """The answer of Redis, or of this process."""
        if time.monotonic() >= self._silent_until:
            try:
                return question(self._shared)
            except RedisError as error:
                self._silent_until = time.monotonic() + REST_S
                log.warning("limits counted in this process only", error=str(error))
        return question(self._own)


@dataclass(frozen=True)
class Count:
    """How often `who` did `what` in the current window, against what is allowed."""

    allowed: RateLimitItem
    who: str
    what: str

    def add(self) -> bool:
        """Count one more; whether it was still allowed."""
        return _counters().ask(lambda counter: counter.hit(self.allowed, self.who, self.what))

    def has_room(self) -> bool:
        """Whether one more is allowed."""
        return _counters().ask(lambda counter: counter.test(self.allowed, self.who, self.what))

    def used(self) -> int:
        """How many were counted in the current window."""
        left = _counters().ask(lambda counter: counter.get_window_stats(self.allowed, self.who, self.what).remaining)
        return int(self.allowed.amount - left)

    def seconds_left(self) -> int:
        """Whole seconds until the window ends, at least one."""
        ends = _counters().ask(lambda counter: counter.get_window_stats(self.allowed, self.who, self.what).reset_time)
        return max(1, round(ends - clock.now().timestamp()))


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


def retry_later(count: Count, response: Response) -> Response:
    """`response` as the 429 that says when to come back."""
    response.status_code = 429
    response.headers["Retry-After"] = str(count.seconds_left())
    return response


def wait_message(count: Count) -> str:
    """When to try again, in words."""
    return ngettext(
        "Il y a eu trop de tentatives. Réessayez dans %(num)d minute.",
        "Il y a eu trop de tentatives. Réessayez dans %(num)d minutes.",
        -(-count.seconds_left() // 60),
    )


def _refuse(count: Count) -> Response:
    return retry_later(count, error_response(429, wait_message(count)))


def limit(
    allowed: str,
    *,
    key: Callable[[], str] = client_address,
    methods: Collection[str] = (),
    counts: Callable[[Response], bool] | None = None,
    refuse: Callable[[Count], Response] = _refuse,
) -> Callable[[_View], _View]:
    """Let the decorated view answer so often (`"60/hour"`) to one `key`; an empty key is not counted.

    methods: those that count, all by default. counts: whether an answer counts, for what may fail
    so often but succeed always. refuse: the answer once there is no room.
    """
    item = parse(allowed)

    def guard(view: _View) -> _View:
        what = f"{view.__module__}.{view.__qualname__}"

        @wraps(view)
        def answer(*args: Any, **kwargs: Any) -> Any:
            who = key() if not methods or request.method in methods else ""
            if not who:
                return view(*args, **kwargs)
            count = Count(item, who, what)
            if not (count.has_room() if counts else count.add()):
                return refuse(count)
            response = make_response(view(*args, **kwargs))
            if counts and counts(response):
                count.add()
            return response

        return answer

    return guard


def _storage_url(redis_url: str) -> str:
    return redis_url.replace("unix://", "redis+unix://", 1) if redis_url.startswith("unix://") else redis_url


def _counters() -> Counters:
    counters: Counters = current_app.extensions[_KEY]
    return counters


def init_app(app: Flask) -> None:
    """Count with the Redis of this application; connects when first asked."""
    app.extensions[_KEY] = Counters(app.config["REDIS_URL"])
