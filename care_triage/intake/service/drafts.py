"""A request while it is being written: every step is kept under a token that only its owner has."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select, update

from care_triage.infra import clock
from care_triage.infra.db import connection, session, table, transactional
from care_triage.intake.errors import DraftNotFound
from care_triage.intake.models import RequestDraft
from care_triage.intake.queries import filed_as
from care_triage.intake.told import hear, keep
from care_triage.intake.types import Answers, OpenDraft
from care_triage.triage.queries.hearing import is_danger
from care_triage.triage.queries.understanding import understand

# Made once: to make a statement takes longer than to run it.
_DRAFTS = table(RequestDraft)
_OF_TOKEN = _DRAFTS.c.token == bindparam("of_token")
_LOCK = (
    select(_DRAFTS.c.locale, _DRAFTS.c.answers, _DRAFTS.c.case_id, _DRAFTS.c.joined).where(_OF_TOKEN).with_for_update()
)
_CHANGE = update(_DRAFTS).where(_OF_TOKEN)
_NOTHING = Answers().to_dict()


@transactional
def start_request(story: str, locale: str, **around: Any) -> str:
    """Keep a story, what was understood of it, and what is known around it. Returns the token of the draft."""
    token = secrets.token_urlsafe(32)
    at = clock.now()
    answers = tell(Answers(**around), story)
    session().add(RequestDraft(token=token, locale=locale, answers=answers.to_dict(), created_at=at, updated_at=at))
    return token


@transactional
def change_request(token: str, **changes: Any) -> Answers:
    """Keep what one step gave. Raises DraftNotFound, or DraftFiled once the request was sent."""
    return _keep(token, replace(lock_draft(token).answers, **changes))


@transactional
def change_answers(token: str, change: Callable[[Answers], Answers]) -> Answers:
    """Keep what `change` makes of the answers as they are now. Raises DraftNotFound or DraftFiled."""
    return _keep(token, change(lock_draft(token).answers))


@transactional
def confirm_told(token: str, keys: Collection[str], **changes: Any) -> Answers:
    """Keep what one step gave, and those facts of the story that the owner confirmed."""
    return _keep(token, replace(keep(lock_draft(token).answers, keys), **changes))


@transactional
def tell_again(token: str, story: str) -> Answers:
    """Replace the story, and understand it anew."""
    return _keep(token, tell(lock_draft(token).answers, story))


@transactional
def answer_question(token: str, fact: str, value: object) -> Answers:
    """Keep the answer to one question; None is « je ne sais pas »."""
    answers = lock_draft(token).answers.answer(fact, value)
    danger = (fact == "life_in_danger" and value is True) or (isinstance(value, str) and is_danger(value))
    if danger:
        answers = replace(answers, danger=True, distress=True)
    return _keep(token, answers)


def tell(answers: Answers, story: str) -> Answers:
    """The answers with this story and what is understood of it."""
    found = understand(story)
    # Who insisted once is not stopped again by the same door.
    insists = answers.insists and answers.redirect == (found.redirect or "")
    return replace(
        hear(answers, found.told), story=story, distress=found.distress, danger=found.danger,
        redirect=found.redirect or "", insists=insists,
    )  # fmt: skip


def lock_draft(token: str) -> OpenDraft:
    """The draft, locked. Raises DraftNotFound, or DraftFiled once the request was sent."""
    row = connection().execute(_LOCK, {"of_token": token}).one_or_none()
    if row is None:
        raise DraftNotFound
    if row.case_id is not None:
        raise filed_as(row.case_id, joined=row.joined)
    return OpenDraft(token, Answers.from_dict(row.answers), row.locale)


def mark_filed(token: str, case_id: int, *, joined: bool = False) -> None:
    """The case holds everything now: the draft keeps no second copy of a person's words."""
    _change(token, answers=_NOTHING, case_id=case_id, joined=joined)


def _keep(token: str, answers: Answers) -> Answers:
    _change(token, answers=answers.to_dict(), updated_at=clock.now())
    return answers


def _change(token: str, **values: Any) -> None:
    connection().execute(_CHANGE, {"of_token": token, **values})
