"""Every change to a case begins here: lock the case, read it fresh."""

from sqlalchemy import select

from care_triage.cases.errors import CaseNotFound
from care_triage.cases.models import Case, Need, Referral
from care_triage.infra.db import session


def lock_case(case_id: int) -> Case:
    """The case, locked until the transaction ends. Raises CaseNotFound."""
    query = select(Case).where(Case.id == case_id).with_for_update()
    case = session().scalar(query.execution_options(populate_existing=True))
    if case is None:
        raise CaseNotFound
    return case


def lock_need(need_id: int) -> tuple[Case, Need]:
    """The need and its case, locked. Raises CaseNotFound."""
    case_id = session().scalar(select(Need.case_id).where(Need.id == need_id))
    if case_id is None:
        raise CaseNotFound
    case = lock_case(case_id)
    return case, session().get_one(Need, need_id, populate_existing=True)


def lock_referral(referral_id: int) -> tuple[Case, Need, Referral]:
    """The referral, its need and its case, locked. Raises CaseNotFound."""
    need_id = session().scalar(select(Referral.need_id).where(Referral.id == referral_id))
    if need_id is None:
        raise CaseNotFound
    case, need = lock_need(need_id)
    return case, need, session().get_one(Referral, referral_id, populate_existing=True)
