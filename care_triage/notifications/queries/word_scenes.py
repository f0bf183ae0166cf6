"""Words and files on a case, and who of the case may read them."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select

from care_triage.accounts.types import Viewer
from care_triage.cases.events import DocumentAdded, MessagePosted
from care_triage.cases.models import Case, Document, Message, Referral
from care_triage.cases.queries.access import visible_document, visible_message
from care_triage.cases.types import ACTIVE, ActorKind, ReferralRole, ReferralStatus
from care_triage.infra.db import session
from care_triage.notifications.policy import TOGETHER
from care_triage.notifications.queries.scene import Holder, Scene, link_of, owner_of, work_link
from care_triage.notifications.types import Happening, Matter, Situation
from care_triage.partners.models import Unit


def message_posted(event: MessagePosted) -> Sequence[Scene]:
    """Somebody wrote."""
    message = session().get(Message, event.message_id)
    # Erased since: there is nothing to tell.
    return [] if message is None else [_scene(Happening.MESSAGE_POSTED, message, with_message=False)]


def document_added(event: DocumentAdded) -> Sequence[Scene]:
    """Somebody added a file."""
    document = session().get(Document, event.document_id)
    return (
        []
        if document is None
        else [_scene(Happening.DOCUMENT_ADDED, document, with_message=_came_with_message(document))]
    )


def _scene(happening: Happening, words: Message | Document, *, with_message: bool) -> Scene:
    case = session().get_one(Case, words.case_id)
    # The unit that speaks about a confidential need would tell what the need is about.
    unit = session().get(Unit, words.unit_id) if words.unit_id and words.need_id is None else None
    return Scene(
        happening=happening,
        occurrence=str(words.id),
        situation=Situation(
            audience=words.audience, by_owner=words.author_kind is ActorKind.OWNER, with_message=with_message
        ),
        matter=Matter(reference=case.reference, unit=unit.name if unit else None),
        case_id=case.id,
        owner=owner_of(case),
        private_url=link_of(case),
        work_url=work_link(case),
        unit_id=words.unit_id,
        author_id=words.author_id,
        holders=_holders(words),
    )


def _came_with_message(document: Document) -> bool:
    """Sent in one go with a message for the same readers: one mail says both."""
    query = exists().where(
        Message.case_id == document.case_id,
        Message.audience == document.audience,
        Message.author_kind == document.author_kind,
        Message.author_id.is_not_distinct_from(document.author_id),
        Message.posted_at >= document.added_at - TOGETHER,
        Message.posted_at <= document.added_at + TOGETHER,
    )
    return bool(session().scalar(select(query)))


def _holders(words: Message | Document) -> tuple[Holder, ...]:
    """Units at work on the case that may read these words, by the one policy of cases."""
    at_work = or_(Referral.role != ReferralRole.INFORM, Referral.status != ReferralStatus.SENT)
    query = select(Referral.unit_id, Referral.adviser_id).where(
        Referral.case_id == words.case_id, Referral.status.in_(ACTIVE), at_work
    )
    if words.need_id is not None:
        query = query.where(Referral.need_id == words.need_id)
    rows = session().execute(query.order_by(Referral.id)).all()
    return tuple(Holder(unit_id, adviser_id) for unit_id, adviser_id in rows if _may_read(unit_id, words))


def _may_read(unit_id: int, words: Message | Document) -> bool:
    viewer = Viewer(user_id=0, name="", unit_ids=frozenset({unit_id}))
    if isinstance(words, Message):
        return bool(session().scalar(select(exists().where(Message.id == words.id, visible_message(viewer)))))
    return bool(session().scalar(select(exists().where(Document.id == words.id, visible_document(viewer)))))
