"""Size and the owner's side: what a web process holds after some work, what a first visit carries, the private page."""

import itertools
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench import contestants, staff
from bench.client import Connection, get, visit
from bench.figures import Figure, below, plain
from bench.first_visit import weigh
from bench.ground import Ground, Site, application, serving
from bench.load import percentile
from bench.peers import production
from care_triage.cases.links import OwnerKey, owner_token
from care_triage.infra.outbox import perform_owed

_REQUESTS = 500
_FILED = 20
_LOADS = 60
_MEMORY_MB, _PAGE_KB = 150, 100


@dataclass(frozen=True)
class _Stock:
    """What the visitors of one site need: drafts to file, private links to open, a coordinator's cookie."""

    tokens: list[str]
    links: list[str]
    cookie: str


def measure(ground: Ground) -> list[Figure]:
    """Memory of one web process, weight of the first page, time of the owner's page."""
    url = ground.database("postgresql", "size")
    tokens = contestants.supply(ground, url, _FILED + _REQUESTS)
    with serving(ground, "wsgi:app", ground.settings(url), workers=1, python=production()) as site:
        _send(site.port, _filings(site.port, tokens[:_FILED]))
        stock = _prepare(ground, url, tokens[_FILED:])
        page_ms = _owner_page_ms(site.port, stock.links)
        _send(site.port, itertools.islice(_mixed(site.port, stock), _REQUESTS))
        resident, own = _memory_mb(site)
        sent, alone = weigh(site.port)
    return [
        # Resident counts the pages of the learnt models and of libraries, which all workers of a machine share.
        below(f"memory of a web process after {_REQUESTS} requests", "MB", resident, _MEMORY_MB),
        plain("of it, what one more worker takes", "MB", own),
        below("first page with styles, scripts and icons, as sent", "kB", sent, _PAGE_KB),
        plain("first page, the HTML alone, as sent", "kB", alone),
        plain("owner's page of a routed case, p50", "ms", page_ms),
    ]


def _prepare(ground: Ground, url: str, tokens: list[str]) -> _Stock:
    """Route what was filed, and open a coordinator's account."""
    with application(ground, url) as app:
        perform_owed()
        links = [owner_token(OwnerKey(case_id, 1)) for case_id in range(1, _FILED + 1)]
        return _Stock(tokens, links, staff.coordinator(app).cookie)


def _filings(port: int, tokens: list[str]) -> Iterator[bytes]:
    browser = visit(port, f"/demande/{tokens[0]}/verifier")
    return (browser.post(f"/demande/{token}/envoyer") for token in tokens)


def _mixed(port: int, stock: _Stock) -> Iterator[bytes]:
    """What a day brings, in turn: first pages, steps of a request, filings, private pages, the board."""
    filings = _filings(port, stock.tokens)
    for token, link in zip(stock.tokens, itertools.cycle(stock.links), strict=False):
        yield get("/")
        yield get("/static/care.css")
        yield get(f"/demande/{token}/sujets")
        yield get(f"/demande/{token}/verifier")
        yield next(filings)
        yield get(f"/suivi/{link}")
        yield get("/espace/tableau", stock.cookie)


def _send(port: int, requests: Iterator[bytes]) -> None:
    for number, request in enumerate(requests):
        # A few requests each, then the next visitor: no limit is reached.
        with closing(Connection(port, f"127.200.{number // 40 % 250}.1")) as connection:
            status = connection.ask(request)
        if status not in (200, 303):
            raise RuntimeError(f"an answer with {status} to {request[:80]!r}")


def _owner_page_ms(port: int, links: list[str]) -> float:
    times = []
    with closing(Connection(port, "127.0.0.1")) as connection:
        for link in itertools.islice(itertools.cycle(links), _LOADS):
            started = time.perf_counter()
            connection.ask(get(f"/suivi/{link}"))
            times.append(1000 * (time.perf_counter() - started))
    return percentile(times, 50)


def _memory_mb(site: Site) -> tuple[float, float]:
    """What is resident of the one worker below the server's process, and what of it no other process can share."""
    pid = site.process.pid
    (worker,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {name: int(value.split()[0]) for name, value in (line.split(":", 1) for line in lines)}
    return kilobytes["Rss"] / 1000, kilobytes["Anonymous"] / 1000
