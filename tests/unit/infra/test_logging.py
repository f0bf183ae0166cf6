"""In production every line of the log is JSON on standard error, whoever wrote it, without anything personal."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import structlog
from flask import Flask

from care_triage.infra import logging as logs


@contextmanager
def _production() -> Iterator[None]:
    """Logs as in production, and as they were afterwards."""
    root = logging.getLogger()
    before, level, handlers = structlog.get_config(), root.level, root.handlers
    logs.init_app(Flask("production"))
    try:
        yield
    finally:
        structlog.configure(**before)
        root.handlers, root.level = handlers, level


def _fail(address: str) -> None:
    raise ValueError(f"no mailbox {address}")


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    written = capsys.readouterr()
    assert written.out == "", "standard output belongs to commands"
    return [json.loads(line) for line in written.err.splitlines()]


def test_our_lines_are_json(capsys: pytest.CaptureFixture[str]) -> None:
    with _production():
        structlog.get_logger().warning("queue unreachable", row=3)
    (line,) = _lines(capsys)
    assert line.items() >= {"event": "queue unreachable", "row": 3, "level": "warning"}.items()
    assert line["timestamp"].endswith("Z")


def test_the_lines_of_libraries_are_json(capsys: pytest.CaptureFixture[str]) -> None:
    with _production():
        logging.getLogger("rq.worker").warning("could not connect: %s", "refused")
        logging.getLogger("rq.worker").info("nothing to see")
    (line,) = _lines(capsys)
    assert line.items() >= {"event": "could not connect: refused", "logger": "rq.worker", "level": "warning"}.items()


@pytest.mark.parametrize("name", ["ours", "theirs"])
def test_an_error_is_traced_without_what_people_wrote(capsys: pytest.CaptureFixture[str], name: str) -> None:
    address = "camille" + "@example.org"
    with _production():
        try:
            _fail(address)
        except ValueError:
            logger: Any = structlog.get_logger() if name == "ours" else logging.getLogger("rq.worker")
            logger.exception("job failed")
    (line,) = _lines(capsys)
    assert line["event"] == "job failed"
    assert "ValueError: no mailbox …" in line["exception"]
    assert "test_logging.py" in line["exception"]
    assert address not in json.dumps(line)
