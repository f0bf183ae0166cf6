"""Ending a need at the triage desk, with a word to the owner."""

from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.work_referral import end_need
from care_triage.cases.types import Actor, Audience, Draft, Outcome
from care_triage.infra.db import transactional


@transactional
def end_at_desk(case_id: int, need_id: int, outcome: Outcome, words: str, actor: Actor) -> None:
    """End the need; `words`, when there are any, are written to the owner first. Raises NotAllowedNow."""
    if words.strip():
        post_message(Draft(case_id, Audience.OWNER, words, actor, need_id=need_id))
    end_need(need_id, outcome, actor)
