"""Accessibility of a page as it stands, judged by axe-core."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

Check = Callable[[Page], None]

_RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'], resultTypes: ['violations']}"


def axe_check(script: Path) -> Check:
    """A check that fails on whatever axe finds wrong."""
    axe = script.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        # Evaluated, not added as a script: the page's own security policy would refuse that.
        page.evaluate(axe)
        found = page.evaluate(f"axe.run(document, {_RULES})")
        faults = [
            f"{fault['id']}: {fault['help']}\n  " + "\n  ".join(node["html"][:200] for node in fault["nodes"])
            for fault in found["violations"]
        ]
        assert not faults, f"{page.url}\n" + "\n".join(faults)

    return check
