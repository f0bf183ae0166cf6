"""Who files requests against whom: CARE and the bare view, each with complete drafts waiting."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bench import crowd, drafts
from bench.client import visit
from bench.ground import Ground, application, serving
from bench.load import Contestant

# What a territory files in some years: an empty database plans its first requests as nobody's.
_CASES_ON_FILE = 20_000


def supply(ground: Ground, database_url: str, count: int) -> list[str]:
    """Tokens of that many fresh drafts in the database."""
    with application(ground, database_url):
        return drafts.write_drafts(count)


def fill(ground: Ground, database_url: str) -> None:
    """The cases of some years, in a database that has seen them."""
    with application(ground, database_url):
        crowd.write_cases(_CASES_ON_FILE)
        crowd.settle()


@contextmanager
def care(ground: Ground, database_url: str, tokens: Iterable[str]) -> Iterator[Contestant]:
    """The whole application, as `make run` serves it."""
    with serving(ground, "wsgi:app", ground.settings(database_url)) as site:
        (shown,) = supply(ground, database_url, 1)
        yield Contestant(site.port, _filings(site.port, tokens, form=f"/demande/{shown}/verifier"), 303)


@contextmanager
def bare(ground: Ground, database_url: str, tokens: Iterable[str]) -> Iterator[Contestant]:
    """The same form and rows without anything around them."""
    with serving(ground, "bench.bare:create", ground.settings(database_url), factory=True) as site:
        yield Contestant(site.port, _filings(site.port, tokens, form="/"), 303)


def _filings(port: int, tokens: Iterable[str], form: str) -> Iterator[bytes]:
    browser = visit(port, form)
    # Of a list: threads may share its iterator.
    return iter([browser.post(f"/demande/{token}/envoyer") for token in tokens])
