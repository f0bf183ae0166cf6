"""A request while it is being written: every step is kept under a token that only its owner has."""

import secrets
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from care_triage.cases.models import Case
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.intake.errors import DraftFiled, DraftNotFound
from care_triage.intake.models import RequestDraft
from care_triage.intake.types import Answers
from care_triage.triage.queries.understanding import understand


@transactional
def start_request(story: str, locale: str) -> str:
    """Keep a story and what was understood of it. Returns the token of the draft."""
    token = secrets.token_urlsafe(32)
    at = clock.now()
    answers = tell(Answers(), story)
    session().add(RequestDraft(token=token, locale=locale, answers=answers.to_dict(), created_at=at, updated_at=at))
    return token


@transactional
def change_request(token: str, **changes: Any) -> Answers:
    """Keep what one step gave. Raises DraftNotFound, or DraftFiled once the request was sent."""
    draft = lock_draft(token)
    answers = replace(Answers.from_dict(draft.answers), **changes)
    return _keep(draft, answers)


@transactional
def tell_again(token: str, story: str) -> Answers:
    """Replace the story, and understand it anew."""
    draft = lock_draft(token)
    return _keep(draft, tell(Answers.from_dict(draft.answers), story))


@transactional
def answer_question(token: str, fact: str, value: object) -> Answers:
    """Keep the answer to one question; None is « je ne sais pas »."""
    draft = lock_draft(token)
    return _keep(draft, Answers.from_dict(draft.answers).answer(fact, value))


def tell(answers: Answers, story: str) -> Answers:
    """The answers with this story and what is understood of it."""
    found = understand(story)
    return replace(
        answers, story=story, distress=found.distress, human_now=found.human_now, redirect=found.redirect or ""
    )


def lock_draft(token: str) -> RequestDraft:
    """The draft, locked. Raises DraftNotFound, or DraftFiled once the request was sent."""
    query = select(RequestDraft).where(RequestDraft.token == token).with_for_update()
    draft = session().scalar(query.execution_options(populate_existing=True))
    if draft is None:
        raise DraftNotFound
    if draft.case_id is not None:
        version = session().scalars(select(Case.link_version).where(Case.id == draft.case_id)).one()
        raise DraftFiled(draft.case_id, version)
    return draft


def _keep(draft: RequestDraft, answers: Answers) -> Answers:
    draft.answers = answers.to_dict()
    draft.updated_at = clock.now()
    return answers
