"""The one writer of the history."""

from typing import Any

from sqlalchemy import insert

from care_triage.cases.models import HistoryEvent
from care_triage.cases.types import Actor, EventKind
from care_triage.infra import clock
from care_triage.infra.db import session


def record(
    case_id: int,
    kind: EventKind,
    actor: Actor,
    need_id: int | None = None,
    referral_id: int | None = None,
    **data: Any,
) -> None:
    """Add one line. `data` holds codes and ids only, never words a person wrote: it outlives an erasure."""
    session().execute(
        insert(HistoryEvent).values(
            case_id=case_id,
            need_id=need_id,
            referral_id=referral_id,
            kind=kind,
            actor_kind=actor.kind,
            actor_id=actor.person_id,
            unit_id=actor.unit_id,
            at=clock.now(),
            data=data,
        )
    )
