"""Pages that anybody may open: accessible on every size of screen, and quiet in the console."""

from collections.abc import Callable

import pytest
from playwright.sync_api import ConsoleMessage, Page

_PAGES = ("/", "/connexion", "/courrier", "/style", "/nulle-part")


@pytest.mark.parametrize("path", _PAGES)
def test_a_public_page_is_accessible(page: Page, accessible: Callable[[Page], None], path: str) -> None:
    page.goto(path)
    accessible(page)


@pytest.mark.parametrize("path", _PAGES)
def test_a_public_page_never_scrolls_sideways(page: Page, path: str) -> None:
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth")


@pytest.mark.parametrize("path", _PAGES[:-1])
def test_a_public_page_breaks_no_rule_of_its_own_policy(page: Page, path: str) -> None:
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("console", note)
    page.goto(path, wait_until="networkidle")
    assert errors == []
