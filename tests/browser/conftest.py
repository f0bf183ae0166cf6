"""Fixtures of browser tests: a served installation with demo cases, Chromium, screen sizes, axe, a quiet console.

* `address`: where the installation of this worker is served; it is shared by the worker's tests and not cleaned.
* `page` (of pytest-playwright): runs each test on a phone and on a desktop; `@on("desktop")` chooses otherwise.
* `browse`: opens the browser of another person, or of the same one with other settings.
* `accessible`: call it on a page; it fails on what axe finds against WCAG 2.1 AA.

Every test fails on an error in the console of any of its pages, or on a file that a page asked for in vain.
"""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.axe import Check, axe_check
from tests.browser.console import Console
from tests.browser.sizes import SIZES
from tests.support.site import serving
from tools import chromium

if TYPE_CHECKING:
    from tests.support.installations import Installations

Browse = Callable[..., Page]
_PATIENCE_MS = 15_000
_readers = count()


@pytest.fixture(scope="session")
def address(
    _installations: "Installations", site_redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of an installation with demo cases."""
    database = _installations.database("sqlite", "demo")
    with serving(database.url, site_redis_url, tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium."""
    return browser_type_launch_args | {"executable_path": chromium.find(), "args": list(chromium.ARGUMENTS)}


@pytest.fixture(params=["phone", "desktop"])
def size(request: pytest.FixtureRequest) -> str:
    """The screen of this test."""
    return str(request.param)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], size: str, address: str) -> dict[str, Any]:
    """A French reader at an address of their own; paths are relative to the served installation."""
    return browser_context_args | {
        "extra_http_headers": {"X-Forwarded-For": f"203.0.113.{next(_readers) % 254 + 1}"},
        "base_url": address,
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "viewport": SIZES[size],
        "reduced_motion": "reduce",
    }


@pytest.fixture
def console() -> Iterator[Console]:
    """What browsers complain about during this test."""
    console = Console()
    yield console
    assert console.complaints == []


@pytest.fixture
def context(context: BrowserContext, console: Console) -> BrowserContext:
    """The browser of the test, listened to."""
    context.set_default_timeout(_PATIENCE_MS)
    console.listen(context)
    return context


@pytest.fixture
def browse(new_context: Callable[..., BrowserContext], console: Console) -> Browse:
    """Opens a page in a browser of its own: `browse("phone", java_script_enabled=False)`."""

    def open_browser(size: str = "", **settings: Any) -> Page:
        context = new_context(**settings)
        context.set_default_timeout(_PATIENCE_MS)
        console.listen(context)
        page = context.new_page()
        if size:
            page.set_viewport_size(SIZES[size])
        return page

    return open_browser


@pytest.fixture(scope="session")
def accessible() -> Check:
    """Fails on whatever axe finds wrong with the page as it stands."""
    return axe_check(Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js")
