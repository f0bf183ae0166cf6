"""Whole verifications of a draft: how far the newest one is, and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select

from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.rulebook.models import RuleVerification
from care_triage.rulebook.types import VerificationState, is_silent
from care_triage.rules.verification import Finding, Severity


@dataclass(frozen=True)
class VerificationView:
    """A verification as its page shows it."""

    draft_revision: int
    state: VerificationState
    done: int
    total: int | None
    finished_at: datetime | None
    stored: Mapping[str, Any] | None

    @property
    def is_done(self) -> bool:
        """Whether it ran to its end."""
        return self.state is VerificationState.DONE

    @property
    def is_active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (VerificationState.QUEUED, VerificationState.RUNNING)

    @property
    def errors(self) -> int:
        """How many findings forbid publishing."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What it found; nothing while it is not done."""
        return tuple(Finding.from_dict(each) for each in (self.stored or {}).get("findings", ()))


def latest_verification(draft_id: int) -> VerificationView | None:
    """The newest verification of a draft; None when nobody asked for one."""
    query = select(RuleVerification).where(RuleVerification.draft_id == draft_id)
    newest = query.order_by(RuleVerification.id.desc()).limit(1)
    row = session().scalar(newest.execution_options(populate_existing=True))
    return _view(row) if row else None


def _view(row: RuleVerification) -> VerificationView:
    # Nobody works on it any more: the page offers to try again.
    state = VerificationState.FAILED if is_silent(row.state, row.beat_at, clock.now()) else row.state
    return VerificationView(row.draft_revision, state, row.done, row.total, row.finished_at, row.result)
