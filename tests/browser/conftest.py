"""Fixtures of browser tests: a served installation with demo cases, Chromium, two screen sizes, axe.

* `address`: where the installation of this worker is served; it is shared by the worker's tests and not cleaned.
* `page` (of pytest-playwright): runs each test on a phone of 320 pixels and on a desktop.
* `accessible`: call it on a page; it fails on what axe finds against WCAG 2.1 AA.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page

from tests.support.site import serving
from tools import chromium

if TYPE_CHECKING:
    from tests.support.installations import Installations

_AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_SIZES = {"phone": {"width": 320, "height": 640}, "desktop": {"width": 1280, "height": 800}}


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


@pytest.fixture(params=list(_SIZES))
def browser_context_args(
    browser_context_args: dict[str, Any], request: pytest.FixtureRequest, address: str
) -> dict[str, Any]:
    """A French reader, on each size of screen; paths are relative to the served installation."""
    return browser_context_args | {
        "base_url": address,
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "viewport": _SIZES[request.param],
        "reduced_motion": "reduce",
    }


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Fails on whatever axe finds wrong with the page as it stands."""
    script = _AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        # Evaluated, not added as a script: the page's own security policy would refuse that.
        page.evaluate(script)
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
        )
        faults = [
            f"{fault['id']}: {fault['help']}\n  " + "\n  ".join(node["html"][:200] for node in fault["nodes"])
            for fault in found["violations"]
        ]
        assert not faults, f"{page.url}\n" + "\n".join(faults)

    return check
