"""Who files requests against whom: CARE and the bare view, each with complete drafts waiting."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from bench import drafts
from bench.client import visit
from bench.ground import Ground, application, serving
from bench.load import Contestant


def supply(ground: Ground, database_url: str, count: int) -> Iterator[str]:
    """Tokens of that many fresh drafts in the database."""
    with application(ground, database_url):
        return iter(drafts.write_drafts(count))


@contextmanager
def care(ground: Ground, database_url: str, tokens: Iterator[str], size: int) -> Iterator[Contestant]:
    """The whole application, as `make run` serves it."""
    with serving(ground, "wsgi:app", ground.settings(database_url)) as site:
        yield Contestant(site.port, _filings(site.port, tokens, size, form=f"/demande/{next(tokens)}/verifier"), 303)


@contextmanager
def bare(ground: Ground, database_url: str, tokens: Iterator[str], size: int) -> Iterator[Contestant]:
    """The same form and rows without anything around them."""
    with serving(ground, "bench.bare:create", ground.settings(database_url), factory=True) as site:
        yield Contestant(site.port, _filings(site.port, tokens, size, form="/"), 303)


def _filings(port: int, tokens: Iterator[str], size: int, form: str) -> Callable[[], Sequence[bytes]]:
    browser = visit(port, form)

    def next_round() -> Sequence[bytes]:
        return [browser.post(f"/demande/{next(tokens)}/envoyer") for _ in range(size)]

    return next_round
