"""The public search of firms (« API Recherche d’entreprises »): asked for two seconds, twice at most, and remembered.

`GET /search?q=…` answers `{"results": [{"siren", "nom_complet", "siege": {…}, "matching_etablissements": [{…}], …}],
"total_results", …}`; more than seven requests a second are answered 429. Its address is a setting: without one nobody is called.
"""

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import structlog
from redis import Redis
from redis.exceptions import RedisError

from care_triage.firms.api_answer import firms_of
from care_triage.firms.errors import ServiceSilent
from care_triage.firms.types import FoundFirm, Source

log = structlog.get_logger(__name__)

TIMEOUT: Final = 2.0
# Failures in a row after which the service is left alone, and for how long.
_MOST_FAILURES: Final = 3
_REST: Final = 60.0
_LONGEST_REST: Final = 600.0
_KEPT_SECONDS: Final = 24 * 3600
_LARGEST: Final = 2_000_000
_LONGEST_TEXT: Final = 120
_AGENT: Final = "CARE/1.0 (guichet d'entraide aux entreprises)"


class _Retry(Exception):
    """An attempt failed in a way that a second one may mend."""


class _GiveUp(Exception):
    """The service said no; `rest` seconds it wants to be left alone."""

    def __init__(self, why: str, rest: float = 0.0) -> None:
        super().__init__(why)
        self.rest = rest


class _NoRedirect(HTTPRedirectHandler):
    """The service answers at its own address: nobody sends us, and what was typed, elsewhere."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER: Final = build_opener(_NoRedirect)


@dataclass
class Breaker:
    """Leaves a service alone after failures, so that no owner waits for it again and again. One per process."""

    failures: int = 0
    silent_until: float = 0.0
    clock: Callable[[], float] = field(default=time.monotonic)

    @property
    def is_open(self) -> bool:
        """Whether the service is being left alone."""
        return self.clock() < self.silent_until

    def succeeded(self) -> None:
        """The service answers."""
        self.failures, self.silent_until = 0, 0.0

    def failed(self, rest: float = 0.0) -> None:
        """It does not; `rest` is what it asked for itself."""
        self.failures += 1
        if rest or self.failures >= _MOST_FAILURES:
            self.silent_until = self.clock() + min(max(rest, _REST), _LONGEST_REST)


class Client:
    """Asks the service, or remembers what it said within a day."""

    def __init__(self, address: str, redis_url: str, *, timeout: float = TIMEOUT) -> None:
        if urlsplit(address).scheme not in ("http", "https"):
            raise ValueError(f"not an address of the web: {address}")
        self._address = address.rstrip("/")
        self._timeout = timeout
        self._redis = Redis.from_url(redis_url, socket_connect_timeout=0.3, socket_timeout=0.3)
        self.breaker = Breaker()

    def search(self, text: str) -> Sequence[FoundFirm]:
        """The firms that the service proposes, the best first. Raises ServiceSilent."""
        asked = " ".join(text.split())[:_LONGEST_TEXT]
        key = f"care:firms:{sha256(asked.casefold().encode('utf-8', 'replace')).hexdigest()[:40]}"
        if (kept := self._recall(key)) is not None:
            return kept
        if self.breaker.is_open:
            raise ServiceSilent
        found = firms_of(self._ask(asked))
        self._keep(key, found)
        return found

    def _ask(self, text: str) -> Any:
        """The parsed answer, from a second attempt if the first broke off."""
        deadline = time.monotonic() + self._timeout * 1.5
        try:
            try:
                answer = self._attempt(text, self._timeout)
            except _Retry:
                # Not together with everybody else who was turned away at the same moment.
                time.sleep(random.uniform(0.05, 0.25))  # noqa: S311 - jitter, no secret
                answer = self._attempt(text, min(self._timeout, max(0.1, deadline - time.monotonic())))
        except (_Retry, _GiveUp) as error:
            self.breaker.failed(error.rest if isinstance(error, _GiveUp) else 0.0)
            log.warning("search of firms failed", error=str(error), resting=self.breaker.is_open)
            raise ServiceSilent from error
        self.breaker.succeeded()
        return answer

    def _attempt(self, text: str, timeout: float) -> Any:
        query = urlencode({"q": text, "page": 1, "per_page": 10, "limite_matching_etablissements": 20})
        headers = {"Accept": "application/json", "User-Agent": _AGENT}
        request = Request(f"{self._address}/search?{query}", headers=headers)  # noqa: S310 - http(s) only, see __init__
        ends = time.monotonic() + timeout
        try:
            with _OPENER.open(request, timeout=timeout) as answer:
                return json.loads(_read(answer, ends))
        except HTTPError as error:
            with error:
                if error.code >= 500:
                    raise _Retry(f"answered {error.code}") from error
                rest = _seconds(error.headers.get("Retry-After")) if error.code == 429 else 0.0
                raise _GiveUp(f"answered {error.code}", rest) from error
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise _GiveUp("answered no JSON") from error
        except (URLError, OSError) as error:
            raise _Retry(type(error).__name__) from error

    def _recall(self, key: str) -> Sequence[FoundFirm] | None:
        try:
            kept: Any = self._redis.get(key)
            return [_from_plain(plain) for plain in json.loads(kept)] if kept else None
        except (RedisError, ValueError, TypeError):
            return None

    def _keep(self, key: str, found: Sequence[FoundFirm]) -> None:
        try:
            self._redis.set(key, json.dumps([_plain(firm) for firm in found]), ex=_KEPT_SECONDS)
        except RedisError as error:
            log.warning("search of firms not remembered", error=str(error))


def _read(answer: Any, ends: float) -> bytes:
    """The whole body. A server that drips bytes does not hold a page longer than one that says nothing."""
    body = b""
    while part := answer.read1(65_536):
        body += part
        if len(body) > _LARGEST:
            raise _GiveUp("answered too much")
        if time.monotonic() > ends:
            raise TimeoutError
    return body


def _seconds(text: str | None) -> float:
    """What `Retry-After` asks for; a minute where it says nothing that we read."""
    return float(text) if text and text.isascii() and text.isdigit() else _REST


def _plain(firm: FoundFirm) -> dict[str, Any]:
    days = {name: day.isoformat() for name in ("created_on", "closed_on") if (day := getattr(firm, name))}
    return {**asdict(firm), "created_on": None, "closed_on": None, **days}


def _from_plain(plain: dict[str, Any]) -> FoundFirm:
    days = {name: date.fromisoformat(plain[name]) for name in ("created_on", "closed_on") if plain[name]}
    return FoundFirm(**{**plain, **days, "source": Source(plain["source"])})
