"""Headers of every answer, and requests that are refused."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/open", "/closed", "/fault/bug", "/nowhere", "/static/care.css"])
def test_every_answer_forbids_inline_scripts_and_frames(visitor: FlaskClient, path: str) -> None:
    headers = visitor.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_private_pages_are_not_stored(visitor: FlaskClient, signed_in_as: Callable[[str], FlaskClient]) -> None:
    assert "no-store" in signed_in_as("adviser").get("/signed-in").headers["Cache-Control"]
    assert "no-store" in visitor.get("/owner").headers["Cache-Control"]
    assert "no-store" not in visitor.get("/open").headers["Cache-Control"]


def test_https_is_remembered_only_where_it_is_used(visitor: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in visitor.get("/open").headers
    visitor.application.config["SESSION_COOKIE_SECURE"] = True
    assert "Strict-Transport-Security" in visitor.get("/open").headers


@pytest.mark.parametrize("path", ["/open?q=%00", "/open?%00=x", "/static/%00"])
def test_a_nul_in_an_address_is_refused(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code in {400, 404}


def test_static_files_are_compressed_cached_and_never_outside(visitor: FlaskClient) -> None:
    plain = visitor.get("/static/care.css")
    packed = visitor.get("/static/care.css", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 3
    assert visitor.get("/static/care.css", headers={"If-None-Match": plain.headers["ETag"]}).status_code == 304
    assert visitor.get("/static/../pages.py").status_code == 404
    assert visitor.get("/static/%2e%2e/pages.py").status_code == 404


def test_a_versioned_file_is_kept_for_a_year(visitor: FlaskClient) -> None:
    page = visitor.get("/open").text
    address = page.split('href="/static/care.css')[1].split('"')[0]
    assert "immutable" in visitor.get(f"/static/care.css{address}").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/open", "/style", "/accessibilite"])
def test_the_first_page_weighs_less_than_100_kb_compressed(visitor: FlaskClient, path: str) -> None:
    import gzip
    import re

    page = visitor.get(path).text
    files = {address.split("?")[0] for address in re.findall(r'(?:src|href)="(/static/[^"#]+)', page)}
    weight = len(gzip.compress(page.encode()))
    weight += sum(len(visitor.get(file, headers={"Accept-Encoding": "gzip"}).data) for file in files)
    assert weight < 100_000
