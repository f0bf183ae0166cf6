"""How it went: asked at the end and a month later, told once, changed for two months."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.dialects import postgresql, sqlite

from care_triage.cases import policy
from care_triage.cases.companion_types import HowItWent, Moment
from care_triage.cases.companions import Erasure, Opinion
from care_triage.cases.errors import CaseNotFound, TooLateToTell
from care_triage.cases.events import OpinionAsked
from care_triage.cases.models import Case, Hold, Twin
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.status import ENDED
from care_triage.cases.types import HoldState, TwinState
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish

_AFTER = {
    Moment.ENDING: timedelta(minutes=policy.ASK_AFTER_MINUTES),
    Moment.LATER: timedelta(days=policy.ASK_AGAIN_DAYS),
}
_BATCH = 200


def cases_to_ask(moment: Moment) -> list[int]:
    """Ended cases with an address whose owner has not been asked about this end yet, oldest first."""
    now = clock.now()
    asked = exists().where(
        Opinion.case_id == Case.id,
        Opinion.moment == moment,
        Opinion.ended_at == Case.closed_at,
        Opinion.asked_at.is_not(None),
    )
    query = select(Case.id).where(
        Case.status.in_(ENDED),
        Case.closed_at <= now - _AFTER[moment],
        # Nobody is asked out of the blue about what ended long ago.
        Case.closed_at > now - _AFTER[moment] - timedelta(days=7),
        Case.contact_email.is_not(None),
        ~asked,
        ~exists().where(Erasure.case_id == Case.id),
        # What was no request, or goes on in another case, has no end to ask about.
        ~exists().where(Hold.case_id == Case.id, Hold.state == HoldState.REFUSED),
        ~exists().where(Twin.case_id == Case.id, Twin.state == TwinState.MERGED),
    )
    return list(session().scalars(query.order_by(Case.id).limit(_BATCH)))


@transactional
def ask_how_it_went(case_id: int, moment: Moment) -> None:
    """Owe the owner the question, once for each end."""
    case = lock_case(case_id)
    if case.status not in ENDED or case.closed_at is None:
        return
    opinion = _row(case.id, moment, case.closed_at)
    if opinion.asked_at is None:
        opinion.asked_at = clock.now()
        publish(OpinionAsked(opinion.id))


@transactional
def tell_how_it_went(case_id: int, moment: Moment, told: HowItWent) -> None:
    """Keep what the owner answers about the present end. Raises TooLateToTell after two months."""
    case = lock_case(case_id)
    if case.status not in ENDED or case.closed_at is None:
        raise CaseNotFound
    if not policy.may_tell(case.closed_at, clock.now()):
        raise TooLateToTell
    opinion = _row(case.id, moment, case.closed_at)
    opinion.answered_at = clock.now()
    opinion.useful, opinion.business = told.useful, told.business
    opinion.words, opinion.shares_words = told.words.strip(), told.shares_words


def _row(case_id: int, moment: Moment, ended_at: datetime) -> Opinion:
    key = {"case_id": case_id, "moment": moment, "ended_at": ended_at}
    dialect = postgresql if session().get_bind().dialect.name == "postgresql" else sqlite
    blank = {**key, "words": "", "shares_words": False}
    session().execute(dialect.insert(Opinion).values(blank).on_conflict_do_nothing())
    return session().scalars(select(Opinion).filter_by(**key)).one()
