"""A new request that takes up an ended one: what is known of the owner is not asked again."""

from care_triage.cases.queries.rows import CaseView
from care_triage.infra.db import transactional
from care_triage.intake.service.drafts import start_request
from care_triage.territory.queries import find_commune


@transactional
def start_sequel(case: CaseView) -> str:
    """Begin a request with the contact, the firm and the place of `case`, linked to it. Returns its token."""
    contact, place = case.contact, find_commune(case.commune)
    return start_request(
        "", case.locale, follows=case.id, commune=place.insee if place else "",
        commune_label=place.label if place else "", department=place.department if place else "",
        siret=case.siret or "", company_name=case.company_name or "",
        contact_name=contact.name if contact else "", contact_email=(contact.email or "") if contact else "",
        contact_phone=(contact.phone or "") if contact else "",
    )  # fmt: skip
