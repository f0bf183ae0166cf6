"""Who manages a partner."""

from collections.abc import Sequence

from sqlalchemy import select

from care_triage.accounts.models import Grant, Person
from care_triage.infra.db import session
from care_triage.partners.types import PartnerManager


def managers_of_partner(partner_id: int) -> Sequence[PartnerManager]:
    """The people who manage every unit of the partner, by name."""
    query = (
        select(Person)
        .join(Grant, Grant.person_id == Person.id)
        .where(Grant.partner_id == partner_id)
        .order_by(Person.name, Person.id)
    )
    return [PartnerManager(row.id, row.name, row.email, row.standing) for row in session().scalars(query)]
