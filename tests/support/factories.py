"""People, roles and cases for tests, made through the real use cases; call them inside an application context."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from sqlalchemy import select

from care_triage.accounts import service as accounts
from care_triage.accounts.types import SYSTEM, Role
from care_triage.cases.models import Referral
from care_triage.cases.service.open_case import open_case
from care_triage.cases.types import Contact, Filing, NeedFiling, OpenedCase, ReferralRole
from care_triage.infra import clock, outbox
from care_triage.infra.db import session
from care_triage.partners.models import Unit
from care_triage.territory.queries import get_commune

PASSWORD = "cheval pile agrafe correct"
STORY = "Mon plus gros client ne paie plus et je n’arrive plus à suivre."
_numbers = count(1)


def filing(
    *subjects: str,
    confidential: tuple[str, ...] = (),
    facts: Mapping[str, Any] | None = None,
    commune: str = "42187",
    story: str = STORY,
    contact: Contact | None = None,
    company: str | None = "Boulangerie du Port",
    **rest: Any,
) -> Filing:
    """A complete request from Roanne unless `commune` (an INSEE code) says otherwise."""
    place = get_commune(commune)
    return Filing(
        key=f"test-{next(_numbers)}",
        story=story,
        needs=tuple(NeedFiling(slug, slug in confidential) for slug in (*subjects, *confidential)),
        facts=dict(facts or {}),
        commune=commune,
        commune_label=place.label,
        department=place.department,
        contact=contact or Contact("Odile Vernay", "odile.vernay@exemple.fr", "+33477000000"),
        consented_at=clock.now(),
        company_name=company,
        **rest,
    )


def file_case(request: Filing) -> OpenedCase:
    """File a request and do all that is owed: its needs are routed when this returns."""
    opened = open_case(request)
    outbox.perform_owed()
    return opened


def unit_id(slug: str) -> int:
    """The unit of the catalogue with this slug."""
    return session().scalars(select(Unit.id).where(Unit.slug == slug)).one()


def partner_id(slug: str) -> int:
    """The partner that this unit belongs to."""
    return session().scalars(select(Unit.partner_id).where(Unit.slug == slug)).one()


def hire(name: str, role: Role, unit: str | None = None, partner_of: str | None = None) -> int:
    """Somebody with PASSWORD, `<name>@exemple.fr` and a role: in a unit, for the partner of a unit, or for all."""
    person = accounts.register_person(name, f"{name.lower()}@exemple.fr", PASSWORD)
    accounts.grant_role(
        SYSTEM, person.id, role,
        unit_id=unit_id(unit) if unit else None, partner_id=partner_id(partner_of) if partner_of else None,
    )  # fmt: skip
    return person.id


def referral_of(case_id: int, unit: str | None = None, role: ReferralRole = ReferralRole.LEAD) -> Referral:
    """The newest referral of a case: of a unit by slug, else with this role."""
    query = select(Referral).where(Referral.case_id == case_id).order_by(Referral.id.desc())
    query = query.where(Referral.unit_id == unit_id(unit)) if unit else query.where(Referral.role == role)
    found = session().scalars(query.execution_options(populate_existing=True)).first()
    assert found is not None, f"no referral of case {case_id} for {unit or role}"
    return found
