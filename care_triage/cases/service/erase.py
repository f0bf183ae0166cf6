"""Being forgotten: asked, taken back within a day, then done for good.

What tells of a person goes: story, facts, contact, firm, place, messages, documents, answers in words, notes about them.
What is left counts requests: department, subjects, dates, states, and the lines of history, which hold codes and ids only.
"""

from datetime import timedelta

from sqlalchemy import delete, select, update

from care_triage.cases import policy
from care_triage.cases.companions import Appointment, CaseSequel, Erasure, Opinion
from care_triage.cases.errors import CaseGone, ErasureUnderWay
from care_triage.cases.events import CaseErased, ErasureAsked
from care_triage.cases.models import Case, CaseOrigin, Document, LegalClock, Mandate, Message, Need, Referral
from care_triage.cases.queries.merged import merged_into
from care_triage.cases.service.end_appointments import call_off
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.open_case import new_reference
from care_triage.cases.service.status import ENDED
from care_triage.cases.service.work_referral import withdraw_case
from care_triage.cases.types import OWNER, SYSTEM, EventKind
from care_triage.infra import clock, files
from care_triage.infra.db import after_commit, session, transactional
from care_triage.infra.outbox import publish

# What stands where a place was: it says nothing, and reads as nothing in any language.
NOTHING = "—"


@transactional
def ask_erasure(case_id: int) -> None:
    """Plan the erasure of a case. Raises ErasureUnderWay when it is planned already."""
    lock_case(case_id)
    if session().get(Erasure, case_id) is not None:
        raise ErasureUnderWay
    at = clock.now()
    session().add(Erasure(case_id=case_id, asked_at=at, due_at=at + timedelta(hours=policy.ERASURE_HOURS)))
    session().flush()
    record(case_id, EventKind.ERASURE_ASKED, OWNER)
    publish(ErasureAsked(case_id))


@transactional
def undo_erasure(case_id: int) -> bool:
    """Change one's mind. Raises CaseGone once it is done. False when nothing was planned."""
    lock_case(case_id)
    planned = session().get(Erasure, case_id, populate_existing=True)
    if planned is None:
        return False
    if planned.done_at is not None:
        raise CaseGone
    session().delete(planned)
    session().flush()
    record(case_id, EventKind.ERASURE_UNDONE, OWNER)
    return True


def erasures_due() -> list[int]:
    """Cases whose time to be forgotten has come."""
    query = select(Erasure.case_id).where(Erasure.done_at.is_(None), Erasure.due_at <= clock.now())
    return list(session().scalars(query.order_by(Erasure.case_id)))


@transactional
def erase_case(case_id: int) -> None:
    """Do it, if it is still wanted. Units at work are told that the request is withdrawn; the rest is not theirs."""
    case = lock_case(case_id)
    planned = session().get(Erasure, case_id, populate_existing=True)
    if planned is None or planned.done_at is not None or planned.due_at > clock.now():
        return
    if case.status not in ENDED:
        withdraw_case(case_id)
    call_off(Appointment.case_id == case_id, SYSTEM)
    # What was merged into the case is the same person's.
    whole = (case_id, *merged_into(case_id))
    keys = list(session().scalars(select(Document.storage_key).where(Document.case_id.in_(whole))))
    planned.done_at = clock.now()
    for each in whole:
        _forget_words(each)
        _forget_person(lock_case(each))
        record(each, EventKind.CASE_ERASED, SYSTEM)
        publish(CaseErased(each))
    session().flush()
    # Files go once the rows that named them are gone for good.
    after_commit(lambda: _remove(keys))


def _remove(keys: list[str]) -> None:
    for key in keys:
        files.remove(key)


def _forget_words(case_id: int) -> None:
    write = session().execute
    needs = select(Need.id).where(Need.case_id == case_id)
    write(delete(Message).where(Message.case_id == case_id))
    write(delete(Document).where(Document.case_id == case_id))
    write(delete(LegalClock).where(LegalClock.need_id.in_(needs)))
    write(update(Referral).where(Referral.case_id == case_id).values(note=None, end_note=None))
    write(update(Appointment).where(Appointment.case_id == case_id).values(place=""))
    write(update(Opinion).where(Opinion.case_id == case_id).values(words="", shares_words=False))
    write(delete(Mandate).where(Mandate.case_id == case_id))
    write(delete(CaseOrigin).where(CaseOrigin.case_id == case_id))
    # Two cases of one person, one of them with its name, would tell whose the other was.
    write(delete(CaseSequel).where((CaseSequel.case_id == case_id) | (CaseSequel.follows_id == case_id)))


def _forget_person(case: Case) -> None:
    """The reference goes too: it stands in mails that others keep, beside a name."""
    case.story, case.facts = "", {}
    case.contact_name, case.contact_email, case.contact_phone = "", None, None
    case.company_name = case.siret = None
    case.commune, case.commune_label = "", NOTHING
    case.distress = False
    case.reference, case.filing_key = new_reference(), f"erased-{case.id}"
    case.link_version += 1
