"""A second request of the same owner on the same subject joins the open case: nothing is doubled, no word is lost."""

from typing import Any

from sqlalchemy import insert, select

from care_triage.cases.events import NeedToRouteAgain, RequestJoined
from care_triage.cases.models import Case, Need
from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.flag_danger import flag_danger, flag_distress
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.status import ENDED, refresh_status
from care_triage.cases.types import OWNER, Audience, Draft, EventKind, Filing, Status
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def join_case(case_id: int, filing: Filing) -> bool:
    """Add the words, the new subjects and the new facts of a request to an open case; its owner gets their link by mail.

    False, and no effect, when the case has ended meanwhile.
    """
    case = lock_case(case_id)
    if case.status in ENDED:
        return False
    known = {need.subject: need for need in _needs(case)}
    added = _add_needs(case, filing, known)
    # What is on file stays: whoever sends a form cannot change what the owner has said before.
    case.facts = fill(case.facts, filing.facts)
    refresh_status(case)
    # Whoever sends a form has shown no proof of who they are.
    about = _about(filing, {**known, **added})
    message_id = post_message(Draft(case.id, Audience.OWNER, filing.story, OWNER, about, unproven=True))
    record(case.id, EventKind.REQUEST_JOINED, OWNER, subjects=[need.subject for need in filing.needs],
           added=sorted(added), message=message_id)  # fmt: skip
    _hear(case.id, filing, message_id)
    for need in added.values():
        publish(NeedToRouteAgain(need.id))
    publish(RequestJoined(case.id))
    return True


def fill(known: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Facts with what was unknown filled in; what is known wins."""
    return {**told, **{name: value for name, value in known.items() if value is not None or name not in told}}


def _needs(case: Case) -> list[Need]:
    return list(session().scalars(select(Need).where(Need.case_id == case.id).order_by(Need.id)))


def _add_needs(case: Case, filing: Filing, known: dict[str, Need]) -> dict[str, Need]:
    for need in filing.needs:
        if need.subject not in known:
            values = {"confidential": need.confidential, "status": Status.PENDING, "routed": False}
            session().execute(
                insert(Need).values(case_id=case.id, subject=need.subject, withdrawn=False, ended=False, **values)
            )
    return {need.subject: need for need in _needs(case) if need.subject not in known}


def _about(filing: Filing, needs: dict[str, Need]) -> int | None:
    """The need whose partners alone may read these words, when one of them is confidential."""
    about = [needs[need.subject] for need in filing.needs]
    return next((need.id for need in about if need.confidential), about[0].id if about else None)


def _hear(case_id: int, filing: Filing, message_id: int) -> None:
    if filing.facts.get("life_in_danger") is True:
        flag_danger(case_id, message_id)
    elif filing.distress:
        flag_distress(case_id)
