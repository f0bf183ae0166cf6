"""A life may be in danger: the case says so from now on, and somebody is told at once; or nobody was, after all."""

from sqlalchemy import delete, select

from care_triage.cases.companions import FalseAlarm
from care_triage.cases.errors import DecidedAlready
from care_triage.cases.events import DangerHeard, NeedToRouteAgain
from care_triage.cases.models import Need
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.refer import take_off_desk
from care_triage.cases.service.status import refresh_status
from care_triage.cases.types import DANGER, Actor, Calm, EventKind, Status
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def flag_danger(case_id: int, message_id: int) -> None:
    """Mark the case for those who listen. Needs not yet routed wait for a person from now on."""
    mark_danger(case_id)
    publish(DangerHeard(case_id, message_id))


def mark_danger(case_id: int) -> None:
    """The same, where coordinators hear of it anyhow."""
    case = lock_case(case_id)
    case.distress = case.urgent = True
    case.facts = {**case.facts, "owner_distress": True, "life_in_danger": True}
    session().flush()


@transactional
def flag_distress(case_id: int) -> None:
    """Mark the case for those who listen."""
    lock_case(case_id).distress = True


@transactional
def dismiss_danger(case_id: int, calm: Calm, actor: Actor) -> None:
    """Somebody spoke with the owner: nobody is in danger. What waited for that is the machine's again.

    Raises DecidedAlready when no danger stands any more.
    """
    case = lock_case(case_id)
    if case.facts.get("life_in_danger") is not True or actor.person_id is None:
        raise DecidedAlready
    told = {"life_in_danger": False, "owner_distress": calm.suffers}
    case.facts, case.distress, case.urgent = {**case.facts, **told}, calm.suffers, calm.urgent
    session().execute(delete(FalseAlarm).where(FalseAlarm.case_id == case_id))
    session().add(FalseAlarm(case_id=case_id, told_at=clock.now(), told_by_id=actor.person_id))
    record(case_id, EventKind.DANGER_DISMISSED, actor)
    waiting = select(Need).where(Need.case_id == case_id, Need.status == Status.DESK, Need.desk_reason == DANGER)
    for need in session().scalars(waiting.order_by(Need.id)).all():
        take_off_desk(need.id)
        need.confidential = need.subject in calm.confidential
        publish(NeedToRouteAgain(need.id))
    refresh_status(case)
