"""A fresh private link: the older ones stop working, and the new one goes to the address on file only."""

from sqlalchemy import select

from care_triage.cases.events import OwnerLinkAsked
from care_triage.cases.links import OwnerKey
from care_triage.cases.models import Case
from care_triage.cases.service.history import record
from care_triage.cases.service.locking import lock_case
from care_triage.cases.types import OWNER, EventKind
from care_triage.infra.db import session, transactional
from care_triage.infra.outbox import publish


@transactional
def send_fresh_link(reference: str) -> None:
    """Send a new link for the case of this reference, if there is one with an address. Says nothing of which it was."""
    wanted = "".join(reference.upper().split())
    wanted = f"{wanted[:4]}-{wanted[4:]}" if len(wanted) == 8 and "-" not in wanted else wanted
    case_id = session().scalar(select(Case.id).where(Case.reference == wanted, Case.contact_email.is_not(None)))
    if case_id is not None:
        replace_link(case_id)


@transactional
def replace_link(case_id: int) -> OwnerKey:
    """End every older link of a case, and mail the new one. Returns what the new one opens."""
    case = lock_case(case_id)
    case.link_version += 1
    record(case.id, EventKind.LINK_REPLACED, OWNER)
    publish(OwnerLinkAsked(case.id))
    return OwnerKey(case.id, case.link_version)
