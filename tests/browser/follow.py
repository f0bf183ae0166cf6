"""Pressing what leads to another page."""

from playwright.sync_api import Locator


def follow(control: Locator) -> None:
    """Press a link or a button, and wait for the page it leads to: a click alone ends while the old page still stands."""
    with control.page.expect_navigation():
        control.click()
