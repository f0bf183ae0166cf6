"""The owner answers: words, a file, or both at once."""

from typing import BinaryIO

from care_triage.cases.service.correspond import add_document, post_message
from care_triage.cases.types import OWNER, Audience, Draft
from care_triage.infra.db import transactional


@transactional
def send_words(
    case_id: int, body: str, name: str = "", stream: BinaryIO | None = None, need_id: int | None = None
) -> None:
    """Add the message and the document together, or neither. Raises the errors of both."""
    draft = Draft(case_id, Audience.OWNER, body, OWNER, need_id)
    if stream is not None and name:
        add_document(draft, name, stream)
    if body.strip():
        post_message(draft)
