"""Verifying a draft to the end: all checks, with the solver, and how many past requests its findings would have met."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from sqlalchemy.exc import DBAPIError

from care_triage.rulebook.findings import findings_of
from care_triage.rulebook.queries.world import world_of
from care_triage.rulebook.service.past_hits import with_past_hits
from care_triage.rulebook.service.verifications import (
    VerificationTask,
    claim_verification,
    fail_verification,
    finish_verification,
    give_back_verification,
    report_verification,
)
from care_triage.rules.verification import WHOLE_TABLE, Finding
from care_triage.triage.document import RuleSetDocument

log = structlog.get_logger(__name__)

# Seconds between two signs of life.
_BEAT = 1.0


def run_verification(verification_id: int) -> None:
    """Verify, unless it is over or in other hands: running twice is running once.

    An unreachable database leaves it to the next attempt; any other failure is shown to who asked.
    """
    task = claim_verification(verification_id)
    if task is None:
        return
    try:
        watch = _Watch(task)
        finish_verification(task, verify_whole(task.document, watch.tell, watch.is_over))
    except DBAPIError:
        give_back_verification(task)
        raise
    except Exception:
        log.exception("verification failed", verification=verification_id)
        fail_verification(task)


def verify_whole(
    document: RuleSetDocument,
    tell: Callable[[int, int], None] | None = None,
    is_over: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """Everything found about the rules, in the world as it is; those that met more past requests first."""
    world = world_of(document.collective.departments)
    found = findings_of(document, world, limits=WHOLE_TABLE, report=tell, cancelled=is_over)
    return with_past_hits(found, document)


class _Watch:
    """Tells now and then how far a verification is, and hears whether it is still wanted."""

    def __init__(self, task: VerificationTask) -> None:
        self._task = task
        self._told = (0, len(task.document.rules))
        self._next = 0.0
        self._is_over = False

    def tell(self, done: int, total: int) -> None:
        """After each rule."""
        self._told = (done, total)
        self.is_over()

    def is_over(self) -> bool:
        """Whether it is in other hands; looked up once in a while."""
        if time.monotonic() >= self._next:
            self._is_over = not report_verification(self._task, *self._told)
            self._next = time.monotonic() + _BEAT
        return self._is_over
