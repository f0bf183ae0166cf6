"""Frames: which origins may be written, and which links leave."""

import re

import pytest

from care_triage.web.embedding import open_outside, origins_in


def test_origins_are_read_one_a_line() -> None:
    assert origins_in(" https://www.exemple.fr/ \n\nhttps://Blog.exemple.fr:8443\nhttp://127.0.0.1:8001") == [
        "https://www.exemple.fr", "https://blog.exemple.fr:8443", "http://127.0.0.1:8001",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["*", "https://*", "https://*.exemple.fr", "http://exemple.fr", "https://exemple.fr/page", "exemple.fr",
     "https://exemple.fr; script-src *", "https://exemple.fr 'self'", "javascript:alert(1)", "https://user@exemple.fr"],
)  # fmt: skip
def test_what_is_no_origin_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(line.lower()[:6])):
        origins_in(line)


def test_links_that_leave_the_frame_open_elsewhere() -> None:
    page = (
        '<a class="x" href="/embarquer/cci/demande/t">in</a><a href="#main">here</a><a href="tel:3114">call</a>'
        '<a href="https://exemple.fr" class="y">out</a><a href="/suivi/t">private</a><a href="/embarquer/cci-2/">other</a>'
    )
    marked = open_outside(page, "/embarquer/cci")
    assert marked.count('target="_blank" rel="noopener"') == 3
    assert '<a href="https://exemple.fr" class="y" target="_blank" rel="noopener">' in marked
    assert '<a class="x" href="/embarquer/cci/demande/t">' in marked
