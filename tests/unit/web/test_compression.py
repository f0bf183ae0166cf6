"""Which answers travel compressed: long texts of the front door, for readers nobody knows."""

import gzip
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from care_triage.web.access import Everyone, SignedIn, allow

GZIP = {"Accept-Encoding": "gzip, br"}
LONG = "Un mot après l’autre. " * 100


def add_views(app: Flask) -> None:
    @app.get("/long")
    @allow(Everyone)
    def long() -> str:
        return LONG

    @app.get("/long-and-ours")
    @allow(SignedIn)
    def ours() -> str:
        return LONG


def test_a_long_page_is_compressed_for_who_reads_gzip(shell: Flask, visitor: FlaskClient) -> None:
    add_views(shell)
    packed, plain = visitor.get("/long", headers=GZIP), visitor.get("/long")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data).decode() == LONG == plain.text
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(LONG) / 5


def test_pages_of_the_collective_and_of_who_is_signed_in_are_left_alone(
    shell: Flask, signed_in_as: Callable[[str], FlaskClient]
) -> None:
    add_views(shell)
    adviser = signed_in_as("adviser")
    for path in ("/long", "/long-and-ours"):
        answer = adviser.get(path, headers=GZIP)
        assert answer.text == LONG
        assert "Content-Encoding" not in answer.headers


def test_a_short_answer_is_left_alone(visitor: FlaskClient) -> None:
    assert "Content-Encoding" not in visitor.get("/owner", headers=GZIP).headers


def test_a_static_file_is_compressed_once(visitor: FlaskClient) -> None:
    answer = visitor.get("/static/care.js", headers=GZIP)
    assert gzip.decompress(answer.data)
    assert answer.headers["Content-Encoding"] == "gzip"
