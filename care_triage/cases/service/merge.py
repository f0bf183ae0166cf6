"""Two cases that turn out to be one: the triage desk merges them, or says that they differ. Nothing is thrown away."""

from sqlalchemy import insert, select, update

from care_triage.cases.errors import CaseNotFound, NotAllowedNow
from care_triage.cases.events import ReferralWithdrawn
from care_triage.cases.models import Case, Document, Hold, Message, Need, Referral, Twin
from care_triage.cases.service.answer_referral import end
from care_triage.cases.service.history import record
from care_triage.cases.service.join import fill
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.refer import has_lead, units_at_work
from care_triage.cases.service.status import ENDED, refresh_status
from care_triage.cases.types import (
    ACTIVE,
    Actor,
    ActorKind,
    Audience,
    EventKind,
    HoldState,
    ReferralRole,
    ReferralStatus,
    TwinState,
)
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


def note_twins(case_id: int, others: tuple[int, ...]) -> None:
    """Remember that a new case may be the same as others; part of filing it."""
    for other_id in others:
        session().execute(insert(Twin).values(case_id=case_id, other_id=other_id, state=TwinState.POSSIBLE))


@transactional
def merge_cases(twin_id: int, actor: Actor) -> int:
    """Bring everything of the newer case to the older one, to which both references and links lead from now on.

    Returns the id of the case that goes on. Merging twice is merging once. Raises NotAllowedNow when one of them has
    ended or was merged elsewhere meanwhile.
    """
    twin, newer, older = _lock(twin_id)
    if twin.state is TwinState.MERGED:
        return older.id
    _require_open(twin, newer, older)
    for need in _needs(newer.id):
        _bring_need(need, newer, older, actor)
    _bring_words(newer, older)
    older.facts = fill(older.facts, newer.facts)
    if newer.facts.get("life_in_danger") is True:
        # Heard in the other words, whatever somebody was told before.
        older.facts = {**older.facts, "life_in_danger": True, "owner_distress": True}
    older.distress, older.urgent = older.distress or newer.distress, older.urgent or newer.urgent
    _decide(twin, TwinState.MERGED, actor)
    for case, other in ((newer, older), (older, newer)):
        record(case.id, EventKind.CASES_MERGED, actor, other=other.id)
        refresh_status(case)
    return older.id


@transactional
def tell_apart(twin_id: int, actor: Actor) -> None:
    """Two cases are not the same; nobody is asked again."""
    twin, newer, _older = _lock(twin_id)
    if twin.state is TwinState.MERGED:
        raise NotAllowedNow
    if twin.state is TwinState.POSSIBLE:
        _decide(twin, TwinState.DIFFERENT, actor)
        record(newer.id, EventKind.CASES_DIFFER, actor)


def _lock(twin_id: int) -> tuple[Twin, Case, Case]:
    pair = session().execute(select(Twin.case_id, Twin.other_id).where(Twin.id == twin_id)).one_or_none()
    if pair is None:
        raise CaseNotFound
    # The older first, always: two merges never wait for each other.
    locked = {case_id: lock_case(case_id) for case_id in sorted(pair)}
    return session().get_one(Twin, twin_id, populate_existing=True), locked[pair.case_id], locked[pair.other_id]


def _require_open(twin: Twin, newer: Case, older: Case) -> None:
    away = select(Twin.id).where(
        Twin.case_id.in_((newer.id, older.id)), Twin.state == TwinState.MERGED, Twin.id != twin.id
    )
    held = select(Hold.id).where(Hold.case_id.in_((newer.id, older.id)), Hold.state == HoldState.HELD)
    if twin.state is not TwinState.POSSIBLE or older.status in ENDED or newer.status in ENDED:
        raise NotAllowedNow
    if session().scalar(away.limit(1)) is not None or session().scalar(held.limit(1)) is not None:
        raise NotAllowedNow


def _bring_need(need: Need, newer: Case, older: Case, actor: Actor) -> None:
    """A subject that the older case does not have goes there whole; of one that it has, whoever works on it."""
    same = next((known for known in _needs(older.id) if known.subject == need.subject), None)
    if same is None:
        session().execute(update(Referral).where(Referral.need_id == need.id).values(case_id=older.id))
        need.case_id = older.id
        session().flush()
        return
    if same.status in ENDED and need.status not in ENDED:
        raise NotAllowedNow
    same.confidential = same.confidential or need.confidential
    for table in (Message, Document):
        session().execute(update(table).where(table.need_id == need.id).values(need_id=same.id))
    for referral in _at_work(need.id):
        _bring_referral(referral, newer, same, actor)
    need.withdrawn, need.routed = True, True
    session().flush()


def _bring_referral(referral: Referral, newer: Case, need: Need, actor: Actor) -> None:
    """Whoever works on the same need already has it once; anybody else goes on, and helps where another leads."""
    if referral.unit_id in units_at_work(need):
        end(referral, ReferralStatus.WITHDRAWN)
        record(newer.id, EventKind.REFERRAL_WITHDRAWN, actor, referral.need_id, referral.id)
        publish(ReferralWithdrawn(referral.id))
        return
    if referral.role is ReferralRole.LEAD and has_lead(need):
        referral.role = ReferralRole.SUPPORT
    referral.case_id, referral.need_id = need.case_id, need.id
    if referral.role is ReferralRole.LEAD:
        need.routed, need.desk_reason = True, None
    session().flush()


def _bring_words(newer: Case, older: Case) -> None:
    """Messages and documents go along; the story becomes a message of the day it was told."""
    secret = next((need.id for need in _needs(older.id) if need.confidential), None)
    session().add(
        Message(
            case_id=older.id, need_id=secret, audience=Audience.OWNER, author_kind=ActorKind.OWNER, author_id=None,
            unit_id=None, body=newer.story, posted_at=newer.filed_at,
        )
    )  # fmt: skip
    for table in (Message, Document):
        session().execute(update(table).where(table.case_id == newer.id).values(case_id=older.id))
    session().flush()


def _needs(case_id: int) -> list[Need]:
    return list(session().scalars(select(Need).where(Need.case_id == case_id).order_by(Need.id)))


def _at_work(need_id: int) -> list[Referral]:
    query = select(Referral).where(Referral.need_id == need_id, Referral.status.in_(ACTIVE)).order_by(Referral.id)
    return list(session().scalars(query))


def _decide(twin: Twin, state: TwinState, actor: Actor) -> None:
    twin.state, twin.decided_at, twin.decided_by_id = state, clock.now(), actor.person_id
    session().flush()
