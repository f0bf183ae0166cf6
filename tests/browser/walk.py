"""Walks every page that one person reaches by links, and examines each."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.axe import Check

_TABLE = Path(__file__).resolve().parents[1] / "integration" / "web" / "routes.txt"
# 320 pixels are also 1280 at 400 % zoom (WCAG 1.4.10), 640 are 1280 at 200 %.
_WIDTHS = (320, 640, 1280)
# Choices of the reader, not other pages.
_CHOICES = {"lang", "theme"}
# Files and fragments; the mail of others shows without a script.
_NO_PAGES = re.compile(r"/static/|/communes$|/document|/dossiers/ouvrir|/exporter/|/html$")

_TOO_WIDE = """
[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth)
    .map(e => e.outerHTML.slice(0, 120)).slice(-4)
"""


def examine(page: Page, accessible: Check) -> None:
    """What holds for every page: one heading, a title, a language, no sideways scrolling, nothing for axe to find."""
    expect(page.locator("h1")).to_have_count(1)
    page.wait_for_load_state()
    place = page.url
    assert re.fullmatch(r".{3,} – CARE", " ".join(page.title().split())), f"{place} is called {page.title()!r}"
    assert page.locator("html").get_attribute("lang") in {"fr", "en"}, place
    accessible(page)
    _fits(page)


def _fits(page: Page) -> None:
    """On every width the page scrolls up and down only."""
    before = page.viewport_size
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            f"{page.url} does not fit {width} pixels: {page.evaluate(_TOO_WIDE)}"
        )
    if before:
        page.set_viewport_size(before)


@dataclass(frozen=True)
class Route:
    """One address of the frozen table, with a pattern that its pages match and who may open it."""

    rule: str
    pattern: re.Pattern[str]
    audience: frozenset[str]


@cache
def routes() -> list[Route]:
    """Every address that answers GET, the most literal first."""
    lines = [line.split("  ") for line in _TABLE.read_text(encoding="utf-8").splitlines()]
    found = [Route(line[0], _pattern(line[0]), frozenset(line[3].split())) for line in lines if "GET" in line[1]]
    return sorted(found, key=lambda route: route.rule.count("<"))


def _pattern(rule: str) -> re.Pattern[str]:
    parts = re.split(r"(<[^>]+>)", rule)
    return re.compile(
        "".join(
            (r"\d+" if part.startswith("<int:") else "[^/]+") if part.startswith("<") else re.escape(part)
            for part in parts
        )
    )


@dataclass
class Walk:
    """The pages of one person, without those that everybody walks; of each address, one example without a word
    after its question mark and one for each word.
    """

    page: Page
    examine: Callable[[Page], None]
    without: frozenset[str] = frozenset()
    seen: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def rules(self) -> set[str]:
        """The addresses of the table that were visited."""
        return {key[0] for key in self.seen}

    def start(self, paths: Iterable[str]) -> None:
        """Follow links from these pages until nothing new is found."""
        waiting = list(paths)
        while waiting:
            path = waiting.pop(0)
            if self._is_new(path):
                self.page.goto(path)
                self.examine(self.page)
                waiting += self._links()

    def _is_new(self, path: str) -> bool:
        parts = urlsplit(path)
        route = next((route for route in routes() if route.pattern.fullmatch(parts.path)), None)
        words = {word for word, _ in parse_qsl(parts.query)}
        if (
            len(words) > 1
            or route is None
            or self.without & route.audience
            or _NO_PAGES.search(parts.path)
            or words & _CHOICES
        ):
            return False
        key = (route.rule, *sorted(words))
        if key in self.seen:
            return False
        self.seen.add(key)
        return True

    def _links(self) -> Iterator[str]:
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.page.url))
        for link in self.page.locator("a[href]").evaluate_all("links => links.map(link => link.href)"):
            if link.startswith(f"{origin}/"):
                yield link.removeprefix(origin).partition("#")[0]
