"""Cases written straight into their table, for tests of lists and figures: as many as needed, at any time."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import insert

from care_triage.cases.models import Case, Need
from care_triage.cases.service.open_case import new_reference
from care_triage.cases.types import Channel, Status
from care_triage.infra import clock
from care_triage.infra.db import session, transactional

_numbers = count(1)


def case_row(filed_at: datetime | None = None, **changes: Any) -> dict[str, Any]:
    """A case in Roanne that waits for an answer, unless `changes` say otherwise."""
    at = filed_at or clock.now()
    values: dict[str, Any] = {
        "reference": new_reference(), "filing_key": f"row-{next(_numbers)}", "filed_at": at, "status": Status.SENT,
        "status_at": at, "first_answered_at": None, "closed_at": None, "channel": Channel.WEB, "locale": "fr",
        "distress": False, "urgent": False, "outside_territory": False, "confidential": False, "story": "…",
        "facts": {}, "commune": "42187", "commune_label": "Roanne", "department": "42", "siret": None,
        "company_name": "Boulangerie du Port", "contact_name": "Odile Vernay", "contact_email": "o@exemple.fr",
        "contact_phone": None, "consented_at": at, "filed_by_id": None, "link_version": 1,
    }  # fmt: skip
    return {**values, **changes}


@transactional
def write_cases(rows: Sequence[dict[str, Any]], subject: str = "dette-urssaf", confidential: bool = False) -> list[int]:
    """Write the cases, each with one need; gives their ids in order."""
    ids = [session().execute(insert(Case).values(row).returning(Case.id)).scalar_one() for row in rows]
    needs = [
        {"case_id": case_id, "subject": subject, "confidential": confidential, "status": row["status"],
         "routed": True, "withdrawn": False, "ended": False}
        for case_id, row in zip(ids, rows, strict=True)
    ]  # fmt: skip
    session().execute(insert(Need), needs)
    return ids
