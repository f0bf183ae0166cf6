"""Screens that CARE must fit, in CSS pixels."""

from typing import Final

import pytest
from playwright.sync_api import ViewportSize

# `narrow` is the smallest of WCAG 2.1 (1.4.10), and 640 pixels at 200 % zoom.
SIZES: Final[dict[str, ViewportSize]] = {
    "narrow": {"width": 320, "height": 640},
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 900},
}


def on(*sizes: str) -> pytest.MarkDecorator:
    """Run a test on these screens only."""
    return pytest.mark.parametrize("size", sizes, indirect=True)
