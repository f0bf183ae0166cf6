"""The collective's own people: which of their units a coordinator works in, and what it has on a case."""

from sqlalchemy import select

from care_triage.accounts.types import Viewer
from care_triage.cases.models import Referral
from care_triage.cases.types import ACTIVE, ReferralStatus
from care_triage.infra.db import session
from care_triage.partners.models import Partner, Unit
from care_triage.partners.types import Kind


def find_own_unit(viewer: Viewer) -> int | None:
    """A unit of the collective itself that the viewer works in."""
    query = (
        select(Unit.id)
        .join(Partner, Partner.id == Unit.partner_id)
        .where(Partner.kind == Kind.HUMAN, Unit.id.in_(viewer.unit_ids), Unit.active)
        .order_by(Unit.id)
    )
    return session().scalar(query.limit(1))


def find_referral_of(case_id: int, unit_id: int) -> tuple[int, ReferralStatus] | None:
    """What the unit has on the case: a referral that waits for its answer before one at work."""
    query = (
        select(Referral.id, Referral.status)
        .where(Referral.case_id == case_id, Referral.unit_id == unit_id, Referral.status.in_(ACTIVE))
        .order_by(Referral.status != ReferralStatus.SENT, Referral.id)
        .limit(1)
    )
    row = session().execute(query).one_or_none()
    return (row.id, row.status) if row else None
