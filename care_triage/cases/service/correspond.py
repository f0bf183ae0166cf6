"""Words and files on a case, each for one audience."""

import unicodedata
from typing import Any, BinaryIO

from sqlalchemy import func, select, true

from care_triage.cases.errors import CaseEnded, EmptyMessage, TooManyDocuments
from care_triage.cases.events import DocumentAdded, MessagePosted
from care_triage.cases.models import Case, Document, Message, Need, Referral
from care_triage.cases.policy import DOCUMENT_LIMIT, NEXT_ACTION_MINUTES
from care_triage.cases.service.clocks import NEXT_ACTION, due_of, start_clock
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.status import ENDED, refresh_status
from care_triage.cases.service.work_referral import resume_in_place
from care_triage.cases.types import (
    ActorKind,
    Audience,
    Draft,
    EventKind,
    ReferralStatus,
    Status,
    WaitingOn,
)
from care_triage.infra import clock, files
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def post_message(draft: Draft) -> int:
    """Add a message; an owner's answer wakes the referrals that waited for it. Returns its id."""
    if not draft.body.strip():
        raise EmptyMessage
    case = lock_case(draft.case_id)
    _refuse_ended(case, draft)
    message = Message(
        case_id=case.id, need_id=_about(case, draft.need_id), audience=draft.audience, author_kind=draft.actor.kind,
        author_id=draft.actor.person_id, unit_id=draft.actor.unit_id, body=draft.body.strip(), posted_at=clock.now(),
        unproven=draft.unproven,
    )  # fmt: skip
    session().add(message)
    session().flush()
    record(case.id, EventKind.MESSAGE_POSTED, draft.actor, message.need_id, draft.referral_id,
           message=message.id, audience=draft.audience, **_promise(draft))  # fmt: skip
    _move_on(case, draft)
    publish(MessagePosted(message.id))
    return message.id


@transactional
def add_document(draft: Draft, name: str, stream: BinaryIO) -> int:
    """Keep a file on a case. Raises the errors of `files.store`. Returns the document's id."""
    case = lock_case(draft.case_id)
    _refuse_ended(case, draft)
    count = session().scalar(select(func.count()).select_from(Document).where(Document.case_id == case.id)) or 0
    if count >= DOCUMENT_LIMIT:
        raise TooManyDocuments
    kept = files.store(stream)
    document = Document(
        case_id=case.id, need_id=_about(case, draft.need_id), audience=draft.audience, author_kind=draft.actor.kind,
        author_id=draft.actor.person_id, unit_id=draft.actor.unit_id, name=safe_name(name, kept.media_type),
        media_type=kept.media_type, size=kept.size, digest=kept.digest, storage_key=kept.key, added_at=clock.now(),
    )  # fmt: skip
    session().add(document)
    session().flush()
    record(case.id, EventKind.DOCUMENT_ADDED, draft.actor, document.need_id, document=document.id,
           audience=draft.audience, **_promise(draft))  # fmt: skip
    _move_on(case, draft)
    publish(DocumentAdded(document.id))
    return document.id


def safe_name(name: str, media_type: str) -> str:
    """A name to show and to download under: no path, no control character, the extension of the content."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in base if c.isprintable() and c not in '<>:"|?*;').strip(". ")
    stem = kept.rpartition(".")[0] or kept or "document"
    return f"{stem[:120]}{files.ALLOWED[media_type]}"


def _refuse_ended(case: Case, draft: Draft) -> None:
    if case.status in ENDED and draft.actor.kind is ActorKind.OWNER and case.status is Status.WITHDRAWN:
        raise CaseEnded


def _about(case: Case, need_id: int | None) -> int | None:
    """The need, in a case of which a part is confidential: words about one need stay with its own partners."""
    need = session().get(Need, need_id) if need_id is not None and case.confidential else None
    return need.id if need is not None and need.case_id == case.id else None


def _promise(draft: Draft) -> dict[str, Any]:
    """An adviser who wrote has done the next step: their time begins anew, and the line says until when."""
    if draft.actor.kind is ActorKind.OWNER or draft.audience is Audience.UNIT or draft.referral_id is None:
        return {}
    referral = session().get_one(Referral, draft.referral_id)
    if referral.status is not ReferralStatus.ACCEPTED:
        return {}
    start_clock(referral, NEXT_ACTION, NEXT_ACTION_MINUTES)
    return {"due": due_of(referral)}


def _move_on(case: Case, draft: Draft) -> None:
    """What the owner answers wakes whoever waited for it."""
    if draft.actor.kind is ActorKind.OWNER:
        query = select(Referral).where(
            Referral.case_id == case.id,
            Referral.status == ReferralStatus.WAITING,
            Referral.waiting_on == WaitingOn.OWNER,
            Referral.need_id == draft.need_id if draft.need_id is not None else true(),
        )
        for referral in session().scalars(query.order_by(Referral.id)):
            resume_in_place(referral, draft.actor)
    refresh_status(case)
