"""Structured logs on standard error; no personal data belongs in them."""

import logging

import structlog
from flask import Flask


def init_app(app: Flask) -> None:
    """JSON lines in production, readable lines elsewhere."""
    renderer = (
        structlog.dev.ConsoleRenderer(colors=False)
        if app.config.get("DEMO") or app.testing
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=None),
        cache_logger_on_first_use=False,
    )
