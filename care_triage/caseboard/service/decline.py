"""Refusing a referral, with the letter that tells the owner."""

from care_triage.cases.service.answer_referral import decline_referral
from care_triage.cases.service.correspond import post_message
from care_triage.cases.types import Actor, DeclineReason, Draft
from care_triage.infra.db import transactional


@transactional
def decline_with_letter(referral_id: int, reason: DeclineReason, note: str, letter: Draft | None, actor: Actor) -> None:
    """Decline and write to the owner together, or neither. Raises what declining raises."""
    decline_referral(referral_id, reason, note, actor)
    if letter is not None:
        post_message(letter)
