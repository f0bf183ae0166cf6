"""An owner confirms, or ends, the mandate of whoever writes for them."""

from sqlalchemy import select

from care_triage.cases.errors import CaseNotFound, NotAllowedNow
from care_triage.cases.events import MandateEnded
from care_triage.cases.models import Hold, Mandate
from care_triage.cases.service.history import record
from care_triage.cases.service.hold import release_case
from care_triage.cases.service.locking import lock_case
from care_triage.cases.types import Actor, ActorKind, EventKind, HoldKind, HoldState, MandateState
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def confirm_mandate(case_id: int, actor: Actor) -> None:
    """The owner agrees: the case is routed now. Once is enough. Raises NotAllowedNow after they have ended it."""
    mandate = _lock(case_id)
    if mandate.state is MandateState.ENDED:
        raise NotAllowedNow
    if mandate.state is MandateState.ASKED:
        _decide(mandate, MandateState.CONFIRMED)
        record(case_id, EventKind.MANDATE_CONFIRMED, actor, role=mandate.role)
    _let_go(case_id, actor)


@transactional
def end_mandate(case_id: int, actor: Actor) -> None:
    """The helper's link opens nothing any more. Once is enough.

    A case that waited for the owner's word goes on waiting when they say no; when the desk has called them, it goes on.
    """
    mandate = _lock(case_id)
    if mandate.state is not MandateState.ENDED:
        _decide(mandate, MandateState.ENDED)
        record(case_id, EventKind.MANDATE_ENDED, actor, role=mandate.role)
        publish(MandateEnded(case_id))
    if actor.kind is ActorKind.PERSON:
        _let_go(case_id, actor)


def _lock(case_id: int) -> Mandate:
    lock_case(case_id)
    mandate = session().scalar(
        select(Mandate).where(Mandate.case_id == case_id).execution_options(populate_existing=True)
    )
    if mandate is None:
        raise CaseNotFound
    return mandate


def _decide(mandate: Mandate, state: MandateState) -> None:
    mandate.state, mandate.decided_at = state, clock.now()
    session().flush()


def _let_go(case_id: int, actor: Actor) -> None:
    waits = select(Hold.id).where(Hold.case_id == case_id, Hold.kind == HoldKind.MANDATE, Hold.state == HoldState.HELD)
    if session().scalar(waits) is not None:
        release_case(case_id, HoldKind.MANDATE, actor)
