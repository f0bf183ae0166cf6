"""Requests filed straight through the use case, and what became of them."""

from itertools import count
from typing import Any

from sqlalchemy import select

from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.service.open_case import open_case
from care_triage.cases.types import ACTIVE, Contact, Filing, NeedFiling, OpenedCase, ReferralRole
from care_triage.infra import clock, outbox
from care_triage.infra.db import session
from care_triage.partners.models import Partner, Unit
from care_triage.territory.queries import get_commune

_numbers = count(1)


def filing(*subjects: str, commune: str = "42187", facts: dict[str, Any] | None = None, **changes: Any) -> Filing:
    """A request from Roanne, or from another commune."""
    place = get_commune(commune)
    values: dict[str, Any] = {
        "key": f"test-{next(_numbers)}", "story": "Une difficulté.", "facts": facts or {},
        "needs": tuple(NeedFiling(subject) for subject in subjects or ("dette-urssaf",)),
        "commune": place.insee, "commune_label": place.label, "department": place.department,
        "contact": Contact("Nadia Perrin", "nadia.perrin@exemple.fr"), "consented_at": clock.now(),
    }  # fmt: skip
    return Filing(**{**values, **changes})


def file_and_route(request: Filing) -> OpenedCase:
    """File a request and do everything that is owed for it."""
    opened = open_case(request)
    outbox.perform_owed()
    return opened


def needs_of(case_id: int) -> list[Need]:
    """The needs of a case, as the database has them now."""
    session().expire_all()
    return list(session().scalars(select(Need).where(Need.case_id == case_id).order_by(Need.id)))


def referrals_of(case_id: int, *, active: bool = True) -> list[Referral]:
    """The referrals of a case, as the database has them now."""
    session().expire_all()
    query = select(Referral).where(Referral.case_id == case_id)
    return list(
        session().scalars((query.where(Referral.status.in_(ACTIVE)) if active else query).order_by(Referral.id))
    )


def case_of(case_id: int) -> Case:
    """The case, as the database has it now."""
    session().expire_all()
    return session().get_one(Case, case_id)


def lead_of(case_id: int) -> Referral:
    """The one active lead of a case with one need."""
    (lead,) = (row for row in referrals_of(case_id) if row.role is ReferralRole.LEAD)
    return lead


def kind_of(referral: Referral) -> str:
    """What sort of partner received it."""
    query = select(Partner.kind).join(Unit, Unit.partner_id == Partner.id).where(Unit.id == referral.unit_id)
    return str(session().scalars(query).one())


def unit_name(referral: Referral) -> str:
    """Which unit received it."""
    return session().get_one(Unit, referral.unit_id).name
