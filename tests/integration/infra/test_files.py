"""Documents are recognised by their content, and kept where nobody else reads them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from care_triage.infra import files

_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
_PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
_JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 64


def _office(*names: str, mimetype: str | None = None) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<xml/>" * 50)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (_PDF, "application/pdf"),
        (_PNG, "image/png"),
        (_JPEG, "image/jpeg"),
        (
            _office("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            _office("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
    ],
)
def test_what_owners_have_at_hand_is_kept(sqlite_app: Flask, content: bytes, media_type: str) -> None:
    with sqlite_app.app_context():
        kept = files.store(BytesIO(content))
        assert (kept.media_type, kept.size) == (media_type, len(content))
        assert files.read(kept.key) == content


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"#!/bin/sh\nrm -rf /\n",
        b"MZ" + b"\0" * 200,
        b"\x7fELF" + b"\0" * 200,
        _office("evil.html", "evil.js"),
        b"just words",
        b"\0",
    ],
    ids=["html", "svg", "script", "exe", "elf", "zip", "text", "nothing known"],
)
def test_anything_else_is_refused(sqlite_app: Flask, content: bytes) -> None:
    with sqlite_app.app_context(), pytest.raises(files.WrongFile):
        files.store(BytesIO(content))
    assert not (sqlite_app.config["VAR_DIR"] / "documents").exists()


def test_an_empty_file_is_told(sqlite_app: Flask) -> None:
    with sqlite_app.app_context(), pytest.raises(files.EmptyFile):
        files.store(BytesIO())


def test_the_limit_is_the_last_size_that_is_taken(sqlite_app: Flask) -> None:
    whole = _PDF + b"\0" * (files.LIMIT - len(_PDF))
    with sqlite_app.app_context():
        assert files.store(BytesIO(whole)).size == files.LIMIT
        with pytest.raises(files.FileTooLarge):
            files.store(BytesIO(whole + b"\0"))


def test_the_same_file_twice_is_two_files_under_random_names(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        first, second = files.store(BytesIO(_PDF)), files.store(BytesIO(_PDF))
        assert first.key != second.key
        assert first.digest == second.digest
        assert len(first.key) == 32
        files.remove(first.key)
        files.remove(first.key)
        assert files.read(second.key) == _PDF


def test_nobody_else_on_the_machine_reads_a_document(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        files.store(BytesIO(_PDF))
    folder = sqlite_app.config["VAR_DIR"] / "documents"
    for path in folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("key", ["../care.db", "ab/cd", "", "a.b", "..", "ab\0cd"])
def test_a_key_that_is_a_path_is_refused(sqlite_app: Flask, key: str) -> None:
    with sqlite_app.app_context(), pytest.raises(ValueError, match="letters and digits"):
        files.read(key)
