"""A case that waits before it is routed: held, released, refused, and a refusal taken back. Nothing is ever dropped."""

from sqlalchemy import select

from care_triage.cases.errors import NotAllowedNow
from care_triage.cases.events import CaseReleased
from care_triage.cases.models import Case, Hold, Need
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.status import refresh_status
from care_triage.cases.types import SYSTEM, Actor, EventKind, HoldKind, HoldState
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def hold_case(case_id: int, kind: HoldKind, reasons: tuple[str, ...], actor: Actor) -> None:
    """Keep a case from being routed until somebody decides; holding it twice for one reason is holding it once."""
    case = lock_case(case_id)
    if _find(case.id, kind) is not None:
        return
    session().add(Hold(case_id=case.id, kind=kind, reasons={"codes": list(reasons)}, held_at=clock.now()))
    session().flush()
    record(case.id, EventKind.CASE_HELD, actor, why=kind)


@transactional
def release_case(case_id: int, kind: HoldKind, actor: Actor) -> None:
    """Let a case go: it is routed as soon as nothing else holds it. Raises NotAllowedNow once it was refused."""
    case = lock_case(case_id)
    hold = _get(case.id, kind)
    if hold.state is HoldState.RELEASED:
        return
    if hold.state is HoldState.REFUSED:
        raise NotAllowedNow
    _decide(hold, HoldState.RELEASED, actor)
    record(case.id, EventKind.CASE_RELEASED, actor, why=kind)
    publish(CaseReleased(case.id))


@transactional
def refuse_case(case_id: int, actor: Actor) -> None:
    """Close a held case as no request at all, without a mail to anybody. It can be taken back at any time."""
    case = lock_case(case_id)
    hold = _get(case.id, HoldKind.SUSPICION)
    if hold.state is HoldState.REFUSED:
        return
    if hold.state is not HoldState.HELD:
        raise NotAllowedNow
    _decide(hold, HoldState.REFUSED, actor)
    _end_needs(case, ended=True)
    record(case.id, EventKind.CASE_REFUSED, actor)
    refresh_status(case)


@transactional
def take_refusal_back(case_id: int, actor: Actor) -> None:
    """Hold a refused case again, as it was before."""
    case = lock_case(case_id)
    hold = _get(case.id, HoldKind.SUSPICION)
    if hold.state is HoldState.HELD:
        return
    if hold.state is not HoldState.REFUSED:
        raise NotAllowedNow
    hold.state, hold.decided_at, hold.decided_by_id = HoldState.HELD, None, None
    _end_needs(case, ended=False)
    record(case.id, EventKind.CASE_HELD, actor, why=HoldKind.SUSPICION)
    refresh_status(case)


def hold_refused_again(case_id: int, *, suffers: bool) -> None:
    """The owner of a refused case takes it up again: somebody looks anew, or nobody has to where they suffer."""
    hold = _find(case_id, HoldKind.SUSPICION)
    if hold is None or hold.state is not HoldState.REFUSED:
        return
    hold.state, hold.decided_by_id = HoldState.RELEASED if suffers else HoldState.HELD, None
    hold.decided_at = clock.now() if suffers else None
    session().flush()
    record(case_id, EventKind.CASE_RELEASED if suffers else EventKind.CASE_HELD, SYSTEM, why=HoldKind.SUSPICION)


def _decide(hold: Hold, state: HoldState, actor: Actor) -> None:
    hold.state, hold.decided_at, hold.decided_by_id = state, clock.now(), actor.person_id
    session().flush()


def _end_needs(case: Case, *, ended: bool) -> None:
    """A refused case was never routed: its needs have no referral, no outcome and nobody to tell."""
    for need in session().scalars(select(Need).where(Need.case_id == case.id, Need.routed.is_(False))):
        need.ended = ended


def _find(case_id: int, kind: HoldKind) -> Hold | None:
    return session().scalar(select(Hold).where(Hold.case_id == case_id, Hold.kind == kind))


def _get(case_id: int, kind: HoldKind) -> Hold:
    hold = _find(case_id, kind)
    if hold is None:
        raise NotAllowedNow
    return hold
