"""Finding the case of a referral for somebody who may see it."""

from sqlalchemy import select

from care_triage.accounts.types import Viewer
from care_triage.cases.errors import CaseNotFound
from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.queries.access import visible_case, visible_need
from care_triage.infra.db import session


def get_case_id_of(referral_id: int, viewer: Viewer) -> int:
    """The case of a referral whose need the viewer may read. Raises CaseNotFound."""
    query = (
        select(Referral.case_id)
        .join(Case, Case.id == Referral.case_id)
        .join(Need, Need.id == Referral.need_id)
        .where(Referral.id == referral_id, visible_case(viewer), visible_need(viewer))
    )
    case_id = session().scalar(query)
    if case_id is None:
        raise CaseNotFound
    return case_id
