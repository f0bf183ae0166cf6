"""Learning the words of owners again when they have changed; the model is kept for every machine."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import select

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.triage.models import LearntModel

# Changed with the way examples are learnt, so that the same words are learnt anew.
_WAY = "2"


@transactional
def learn(examples: Sequence[tuple[str, str]]) -> bool:
    """Train on (slug of a subject or redirect, what an owner says of it), unless exactly that was learnt before.

    Returns whether something was learnt. Takes some seconds.
    """
    fingerprint = _fingerprint(examples)
    if session().scalar(select(LearntModel.id).where(LearntModel.fingerprint == fingerprint)) is not None:
        return False
    # Loads numpy, which no page needs.
    from care_triage.triage.understanding.training import train

    session().add(LearntModel(fingerprint=fingerprint, content=train(examples), learnt_at=clock.now()))
    return True


def _fingerprint(examples: Sequence[tuple[str, str]]) -> str:
    digest = sha256(_WAY.encode())
    for slug, text in examples:
        digest.update(f"\0{slug}\1{text}".encode())
    return digest.hexdigest()
