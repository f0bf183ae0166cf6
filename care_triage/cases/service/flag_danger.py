"""A life may be in danger: the case says so from now on, and somebody is told at once."""

from care_triage.cases.events import DangerHeard
from care_triage.cases.service.locking import lock_case
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def flag_danger(case_id: int, message_id: int) -> None:
    """Mark the case for those who listen. Needs not yet routed wait for a person from now on."""
    case = lock_case(case_id)
    case.distress = case.urgent = True
    case.facts = {**case.facts, "owner_distress": True, "life_in_danger": True}
    session().flush()
    publish(DangerHeard(case_id, message_id))


@transactional
def flag_distress(case_id: int) -> None:
    """Mark the case for those who listen."""
    lock_case(case_id).distress = True
