"""Replays of a draft: how far the newest one is, and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select

from care_triage.accounts.models import Person
from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.rulebook.errors import ReplayNotFound
from care_triage.rulebook.models import RuleReplay
from care_triage.rulebook.replay.result import ReplayResult
from care_triage.rulebook.replay.state import ACTIVE, Progress, ReplayProblem, ReplayState, is_silent


@dataclass(frozen=True)
class ReplayView:
    """A replay as its page shows it."""

    id: int
    draft_id: int
    draft_revision: int
    base_id: int
    state: ReplayState
    progress: Progress
    asked_by: str
    asked_at: datetime
    finished_at: datetime | None
    problem: ReplayProblem | None
    stored: Mapping[str, Any] | None

    @property
    def is_done(self) -> bool:
        """Whether it ran to its end."""
        return self.state is ReplayState.DONE

    @property
    def is_active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ACTIVE

    @property
    def lost_leads(self) -> int | None:
        """How many requests would lose their lead; None while it is not known."""
        return None if self.stored is None else int(self.stored["lost_leads"])

    @cached_property
    def result(self) -> ReplayResult | None:
        """What it found; None while it is not done."""
        return None if self.stored is None else ReplayResult.from_dict(dict(self.stored))


def latest_replay(draft_id: int) -> ReplayView | None:
    """The newest replay of a draft; None when nobody asked for one."""
    row = session().execute(_views().where(RuleReplay.draft_id == draft_id)).first()
    return _view(*row) if row else None


def get_replay(draft_id: int, replay_id: int) -> ReplayView:
    """One replay of a draft. Raises ReplayNotFound."""
    row = session().execute(_views().where(RuleReplay.draft_id == draft_id, RuleReplay.id == replay_id)).first()
    if row is None:
        raise ReplayNotFound
    return _view(*row)


def _views() -> Select[RuleReplay, str]:
    return (
        select(RuleReplay, Person.name)
        .join(Person, Person.id == RuleReplay.asked_by_id)
        .order_by(RuleReplay.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def _view(row: RuleReplay, asked_by: str) -> ReplayView:
    silent = is_silent(row.state, row.beat_at, clock.now())
    problem = ReplayProblem.SILENT if silent else ReplayProblem(row.problem) if row.problem else None
    return ReplayView(
        id=row.id, draft_id=row.draft_id, draft_revision=row.draft_revision, base_id=row.base_id,
        # Nobody works on it: the page offers to try again, and so may a repair that comes later.
        state=ReplayState.FAILED if silent else row.state,
        progress=Progress(row.done, row.total), asked_by=asked_by, asked_at=row.asked_at,
        finished_at=row.finished_at, problem=problem, stored=row.result,
    )  # fmt: skip
