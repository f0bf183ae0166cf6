"""Structured logs on standard error; no personal data belongs in them."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask
from structlog.typing import Processor

from care_triage.infra.faults import trace


def init_app(app: Flask) -> None:
    """JSON lines in production, readable lines elsewhere; libraries write the same way."""
    is_read_by_people = bool(app.config.get("DEMO")) or app.testing
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        if is_read_by_people
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _discreet_exception,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # Looked up for each line: a test, or a server, may have put another stream in its place.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    if not app.testing:
        _lead_libraries(shared, renderer)


def _lead_libraries(shared: list[Processor], renderer: Processor) -> None:
    """Write what RQ, SQLAlchemy or Werkzeug log (warnings and worse) as our own lines."""
    handler = logging.StreamHandler()
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler.setFormatter(formatter)
    # On the handler: some libraries set the level of their own loggers.
    handler.setLevel(logging.WARNING)
    logging.getLogger().handlers = [handler]


def _discreet_exception(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Where an error comes from and of which kind, without the values it carries."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["exception"] = trace(error)
    return line
