"""The clockwork: sweeps the outbox and owes periodic work; any number may run at once."""

import signal
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import FrameType
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError

from care_triage.infra import clock, outbox
from care_triage.infra.db import transaction

log = structlog.get_logger(__name__)

Periodic = Mapping[Callable[[], Any], timedelta]
PAUSE = 2.0


def init_app(app: Flask, periodic: Periodic) -> None:
    """Remember which events come round, and how often."""
    app.extensions["care_periodic"] = periodic


def tick() -> None:
    """One round: owe what has come due since the last round, then repair lost pushes."""
    periodic: Periodic = current_app.extensions["care_periodic"]
    epoch = clock.now().timestamp()
    with transaction():
        for make_event, every in periodic.items():
            round_number = int(epoch // every.total_seconds())
            outbox.publish_once(make_event(), key=str(round_number))
    outbox.sweep()


def run() -> None:
    """Tick until told to stop. A database that does not answer is asked again."""
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        try:
            with current_app.app_context():
                tick()
        except DBAPIError as error:
            log.warning("database unreachable; trying again", error=str(error.orig))
        time.sleep(PAUSE)
