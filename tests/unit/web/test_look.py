"""The style sheet: both dark sets are one, every text has contrast, every component is on the style page."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from care_triage.web import assets

CSS = (assets.STATIC / "care.css").read_text(encoding="utf-8")
COMPONENTS = Path(assets.__file__).parent / "templates" / "components"
GROUNDS = ("ground", "surface", "sunken", "primary-soft")


def tokens(block: str) -> dict[str, str]:
    """Name → colour of one theme."""
    return dict(re.findall(r"--care-([\w-]+):\s*([^;]+);", block))


def block_after(selector: str) -> str:
    start = CSS.index("{", CSS.index(selector))
    return CSS[start : CSS.index("}", start)]


LIGHT = tokens(block_after('[data-bs-theme="light"]'))
DARK = tokens(block_after('\n[data-bs-theme="dark"]'))
PREFERRED = tokens(block_after(":root:not([data-bs-theme])"))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_dark_is_the_same_chosen_or_preferred() -> None:
    assert DARK == PREFERRED
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_has_contrast_on_its_ground(theme: dict[str, str]) -> None:
    pairs = [(text, ground) for text in ("text", "muted", "link") for ground in GROUNDS]
    pairs += [(name, ground) for name in ("urgent", "link") for ground in ("ground", "surface")]
    pairs += [(name, f"{name}-soft") for name in ("act", "wait", "done", "urgent", "note")]
    pairs += [("text", f"{name}-soft") for name in ("act", "wait", "done", "urgent", "note")]
    pairs += [("on-primary", "primary"), ("on-primary", "primary-hover")]
    weak = [(a, b, round(contrast(theme[a], theme[b]), 2)) for a, b in pairs if contrast(theme[a], theme[b]) < 4.5]
    assert not weak


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_and_focus_stand_out(theme: dict[str, str]) -> None:
    for name in ("control-line", "focus", "primary"):
        assert contrast(theme[name], theme["surface"]) >= 3
        assert contrast(theme[name], theme["ground"]) >= 3


def test_the_style_page_shows_every_component(visitor: FlaskClient) -> None:
    page = visitor.get("/style")
    assert page.status_code == 200
    shown = "".join(path.read_text(encoding="utf-8") for path in (COMPONENTS.parent / "pages").glob("*style*.html"))
    # Shown inside others, or answers of a source rather than parts of a page.
    inside = {"field_wrapper", "error_summary", "combobox_options"} | {
        path.stem for path in COMPONENTS.glob("field_*.html")
    }
    missing = [path.stem for path in COMPONENTS.glob("*.html") if path.stem not in inside and path.stem not in shown]
    assert not missing


def test_every_icon_that_is_named_exists(visitor: FlaskClient) -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (assets.STATIC / "icons.svg").read_text(encoding="utf-8")))
    used = set(re.findall(r"icons\.svg\?[^#\"]*#([\w-]+)", visitor.get("/style").text))
    assert used <= drawn
