"""Another door was the right one after all: a person says so to the owner, kindly, and ends what waited for it."""

from sqlalchemy import select

from care_triage.cases.errors import DecidedAlready
from care_triage.cases.models import Need
from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.work_referral import end_need
from care_triage.cases.types import OTHER_DOOR, Actor, Audience, Draft, EventKind, Outcome, Status
from care_triage.infra.db import session, transactional


@transactional
def confirm_door(case_id: int, words: str, actor: Actor) -> None:
    """Write to the owner, and end the needs that waited. Raises DecidedAlready when none does any more."""
    lock_case(case_id)
    query = select(Need.id).where(Need.case_id == case_id, Need.status == Status.DESK, Need.desk_reason == OTHER_DOOR)
    waiting = session().scalars(query.order_by(Need.id)).all()
    if not waiting:
        raise DecidedAlready
    post_message(Draft(case_id, Audience.OWNER, words, actor, need_id=waiting[0]))
    for need_id in waiting:
        end_need(need_id, Outcome.NOT_ELIGIBLE, actor, EventKind.DOOR_CONFIRMED)
