"""Alarms that whoever spoke with the owner called false, and what raised them: to learn from, rewritten by hand."""

from sqlalchemy import exists, select

from care_triage.cases.companions import FalseAlarm
from care_triage.cases.models import Case, Message
from care_triage.cases.types import ActorKind
from care_triage.infra.db import session


def is_false_alarm(case_id: int) -> bool:
    """Whether danger heard in the story of a case was called none. What is written later is heard anew."""
    return bool(session().scalar(select(exists().where(FalseAlarm.case_id == case_id))))


def words_of_false_alarms() -> tuple[str, ...]:
    """Stories, and what owners wrote until then, of the cases concerned; erased ones say nothing any more."""
    told = select(FalseAlarm.told_at, Case.id, Case.story).join(Case, Case.id == FalseAlarm.case_id)
    found: list[str] = []
    for told_at, case_id, story in session().execute(told.order_by(FalseAlarm.told_at, Case.id)).all():
        written = select(Message.body).where(
            Message.case_id == case_id, Message.author_kind == ActorKind.OWNER, Message.posted_at <= told_at
        )
        found.extend((story, *session().scalars(written.order_by(Message.id))))
    return tuple(words for words in found if words)
