"""Learning the words of owners again when they have changed; the model is kept for every machine."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import select

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.triage.models import LearntModel
from care_triage.triage.types import Lesson

# Changed with the way examples are learnt, so that the same words are learnt anew.
_WAY = "5"


@transactional
def learn(lesson: Lesson, examples: Sequence[tuple[str, str]]) -> bool:
    """Train on (label, what people say of it), unless exactly that was learnt before.

    Returns whether something was learnt. Takes some seconds.
    """
    fingerprint = _fingerprint(examples)
    known = select(LearntModel.id).where(LearntModel.name == lesson, LearntModel.fingerprint == fingerprint)
    if session().scalar(known) is not None:
        return False
    # Loads numpy, which no page needs.
    from care_triage.triage.learning.training import train

    row = LearntModel(
        name=lesson, fingerprint=fingerprint, content=train(examples, lesson.sharpness), learnt_at=clock.now()
    )
    session().add(row)
    return True


def _fingerprint(examples: Sequence[tuple[str, str]]) -> str:
    digest = sha256(_WAY.encode())
    for label, text in examples:
        digest.update(f"\0{label}\1{text}".encode())
    return digest.hexdigest()
