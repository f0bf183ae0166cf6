"""What a case brings along beside its words: where it came from, who wrote for the owner, and what it waits for."""

from sqlalchemy import insert

from care_triage.cases.events import MandateAsked
from care_triage.cases.models import CaseOrigin, Mandate
from care_triage.cases.service.history import record
from care_triage.cases.service.hold import hold_case
from care_triage.cases.types import SYSTEM, EventKind, Filing, Helper, HoldKind, MandateState
from care_triage.infra.db import session
from care_triage.infra.outbox import publish


def keep_arrival(case_id: int, filing: Filing) -> None:
    """Write what most requests do not have; part of opening a case."""
    if filing.arrival.is_known:
        origin = {"site": filing.arrival.site, "page": filing.arrival.page, "campaign": filing.arrival.campaign}
        session().execute(insert(CaseOrigin).values(case_id=case_id, **origin))
    if filing.helper is not None:
        _keep_helper(case_id, filing, filing.helper)
    if filing.suspicions:
        hold_case(case_id, HoldKind.SUSPICION, filing.suspicions, SYSTEM)


def _keep_helper(case_id: int, filing: Filing, helper: Helper) -> None:
    is_signed = helper.signed_on is not None
    state = MandateState.GIVEN if is_signed else MandateState.ASKED
    session().execute(
        insert(Mandate).values(
            case_id=case_id, state=state, role=helper.role, name=helper.name, signed_on=helper.signed_on,
            organisation=helper.organisation or None, email=helper.email, phone=helper.phone,
        )
    )  # fmt: skip
    record(case_id, EventKind.MANDATE_GIVEN if is_signed else EventKind.MANDATE_ASKED, filing.actor, role=helper.role)
    if is_signed:
        return
    publish(MandateAsked(case_id))
    if filing.waits_for_owner:
        hold_case(case_id, HoldKind.MANDATE, (), SYSTEM)
