"""The table of 300 rules by 25 facts as a browser gets it: weight of its heaviest page, and how long it takes."""

import gzip
import http.client
import time

from bench import staff
from bench.figures import Figure, plain
from bench.ground import Ground, application, serving
from bench.load import percentile
from care_triage.rulebook.pages.table_filter import PAGE
from care_triage.triage.service.publish import publish_rule_set
from tests.support.large_rules import RULES, large_document

_PAGES = -(-RULES // PAGE)
_LOADS = 10


def measure(ground: Ground) -> list[Figure]:
    """Kilobytes and milliseconds."""
    url = ground.database("postgresql", "table")
    with application(ground, url) as app:
        publish_rule_set(large_document(), "Grand")
        cookie = staff.coordinator(app).cookie
    with serving(ground, "wsgi:app", ground.settings(url), workers=1) as site:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        loads = [_load(connection, cookie, 1 + number % _PAGES) for number in range((_LOADS + 1) * _PAGES)]
        connection.close()
    name = f"table of {RULES} rules x 25 facts, a page of {PAGE}"
    return [
        plain(f"{name}: heaviest, compressed", "kB", max(small for _, small, _ in loads) / 1000),
        plain(f"{name}: heaviest", "kB", max(whole for _, _, whole in loads) / 1000),
        # Every page once before: what a process learns, it learns then.
        plain(f"{name}: p50", "ms", percentile([took for took, _, _ in loads[_PAGES:]], 50)),
    ]


def _load(connection: http.client.HTTPConnection, cookie: str, number: int) -> tuple[float, int, int]:
    """Milliseconds, bytes as a proxy in front compresses them, bytes of the page."""
    started = time.perf_counter()
    connection.request("GET", f"/espace/regles?page={number}", headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read()
    took = 1000 * (time.perf_counter() - started)
    if answer.status != 200:
        raise RuntimeError(f"the table answered {answer.status}")
    return took, len(gzip.compress(page)), len(page)
