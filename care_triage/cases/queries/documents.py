"""One document to open, for an adviser or for the owner."""

from sqlalchemy import or_, select

from care_triage.accounts.types import Viewer
from care_triage.cases.errors import CaseNotFound
from care_triage.cases.models import Case, Document
from care_triage.cases.queries import access
from care_triage.cases.types import ActorKind, Audience
from care_triage.infra.db import session


def get_document(document_id: int, viewer: Viewer) -> Document:
    """The document, if the viewer may open it. Raises CaseNotFound."""
    query = (
        select(Document)
        .join(Case, Case.id == Document.case_id)
        .where(Document.id == document_id, access.visible_case(viewer), access.visible_document(viewer))
    )
    return _found(session().scalar(query))


def get_owner_document(document_id: int, case_id: int) -> Document:
    """The document, if it is shared with the owner of this case. Raises CaseNotFound."""
    query = select(Document).where(
        Document.id == document_id,
        Document.case_id == case_id,
        or_(Document.audience == Audience.OWNER, Document.author_kind == ActorKind.OWNER),
    )
    return _found(session().scalar(query))


def storage_keys(case_id: int) -> dict[int, str]:
    """Where the documents that the owner of a case may open are kept, by their ids."""
    query = select(Document.id, Document.storage_key).where(
        Document.case_id == case_id, or_(Document.audience == Audience.OWNER, Document.author_kind == ActorKind.OWNER)
    )
    return {row.id: row.storage_key for row in session().execute(query.order_by(Document.id))}


def _found(document: Document | None) -> Document:
    if document is None:
        raise CaseNotFound
    return document
