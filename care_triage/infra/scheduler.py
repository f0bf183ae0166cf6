"""The clockwork: sweeps the outbox and owes periodic work; any number may run at once."""

import signal
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError

from care_triage.infra import clock, outbox
from care_triage.infra.db import transaction
from care_triage.infra.faults import describe

log = structlog.get_logger(__name__)

MakeEvent = Callable[[], Any]
Periodic = Mapping[MakeEvent, timedelta]
PAUSE = 2.0
_CLEANING = timedelta(hours=6)


class Clockwork:
    """What comes round, and what of it this process has owed already."""

    def __init__(self, periodic: Periodic) -> None:
        self._periodic = periodic
        self._owed: dict[MakeEvent, int] = {}
        self._cleaned = 0

    def tick(self) -> None:
        """One round: owe what has come due since the last one, repair lost pushes, clean up."""
        due = {make: number for make, number in self._rounds().items() if self._owed.get(make) != number}
        if due:
            with transaction():
                for make_event, number in due.items():
                    outbox.publish_once(make_event(), key=str(number))
            self._owed.update(due)
        outbox.sweep()
        self._clean()

    def _rounds(self) -> dict[MakeEvent, int]:
        """The number that every clock of the world gives the present round of each event."""
        return {make_event: _round(every) for make_event, every in self._periodic.items()}

    def _clean(self) -> None:
        if self._cleaned != _round(_CLEANING):
            outbox.forget_done()
            self._cleaned = _round(_CLEANING)


def _round(every: timedelta) -> int:
    return int(clock.now().timestamp() // every.total_seconds())


def init_app(app: Flask, periodic: Periodic) -> None:
    """Remember which events come round, and how often."""
    app.extensions["care_periodic"] = periodic


def run() -> None:
    """Tick until told to stop. Whatever fails is tried again: nobody else would notice."""
    stopping = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.set())
    clockwork = Clockwork(current_app.extensions["care_periodic"])
    while not stopping.is_set():
        try:
            with current_app.app_context():
                clockwork.tick()
        except DBAPIError as error:
            log.warning("database unreachable; trying again", error=describe(error))
        except Exception:
            log.exception("a round failed")
        stopping.wait(PAUSE)
