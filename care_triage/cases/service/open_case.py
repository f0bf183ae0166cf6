"""Filing: a complete request becomes a case, once."""

import secrets
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from care_triage.cases.companions import CaseSequel
from care_triage.cases.events import CaseFiled
from care_triage.cases.models import Case, HistoryEvent, Need
from care_triage.cases.service.arrive import keep_arrival
from care_triage.cases.types import EventKind, Filing, OpenedCase, Status
from care_triage.infra import clock
from care_triage.infra.db import connection, table, transactional
from care_triage.infra.outbox import publish

# Made once: to make a statement takes longer than to run it.
_CASES = table(Case)
_OPEN = {
    dialect.dialect.name: dialect.insert(_CASES).on_conflict_do_nothing().returning(_CASES.c.id)
    for dialect in (postgresql, sqlite)
}
_FIND = select(_CASES.c.id, _CASES.c.reference).where(_CASES.c.filing_key == bindparam("key"))
# With RETURNING all needs go in one statement; without, psycopg sends them one by one in a pipeline of its own.
_ADD_NEEDS = insert(table(Need)).returning(table(Need).c.id)
_ADD_LINE, _ADD_SEQUEL = insert(table(HistoryEvent)), insert(table(CaseSequel))
# No vowels, no 0/O, 1/I/L: it is read over the phone and spells no word.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


@transactional
def open_case(filing: Filing) -> OpenedCase:
    """Write the case, its needs and its first line of history. The same `filing.key` gives the same case.

    Plain inserts: this is the one write that a crowd of owners waits behind.
    """
    opened = _insert(filing)
    if opened.already_filed:
        return opened
    case_id, write = opened.case_id, connection().execute
    write(_ADD_NEEDS, [_need(case_id, need.subject, need.confidential) for need in filing.needs]).all()
    write(_ADD_LINE, _first_line(case_id, filing))
    keep_arrival(case_id, filing)
    if filing.follows_id is not None:
        write(_ADD_SEQUEL, {"case_id": case_id, "follows_id": filing.follows_id})
    publish(CaseFiled(case_id))
    return opened


def _insert(filing: Filing) -> OpenedCase:
    """The new case, or the one that the key has already given."""
    current = connection()
    while True:
        reference = new_reference()
        case_id = current.execute(_OPEN[current.dialect.name], _case(filing, reference)).scalar_one_or_none()
        if case_id is not None:
            return OpenedCase(case_id, reference)
        # Taken: the key, or once in a billion the reference.
        if (existing := _find(filing.key)) is not None:
            return existing


def _find(key: str) -> OpenedCase | None:
    row = connection().execute(_FIND, {"key": key}).one_or_none()
    return OpenedCase(row.id, row.reference, already_filed=True) if row else None


def new_reference() -> str:
    """Eight characters in two groups, such as `K7FQ-3M9D`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def _case(filing: Filing, reference: str) -> dict[str, Any]:
    at = clock.now()
    return {
        "reference": reference,
        "filing_key": filing.key,
        "filed_at": at,
        "status": Status.PENDING,
        "status_at": at,
        "channel": filing.channel,
        "locale": filing.locale,
        "distress": filing.distress,
        "urgent": filing.urgent,
        "outside_territory": filing.outside_territory,
        "confidential": any(need.confidential for need in filing.needs),
        "story": filing.story,
        "facts": filing.facts,
        "commune": filing.commune,
        "commune_label": filing.commune_label,
        "department": filing.department,
        "siret": filing.siret,
        "company_name": filing.company_name,
        "contact_name": filing.contact.name,
        "contact_email": filing.contact.email,
        "contact_phone": filing.contact.phone,
        "consented_at": filing.consented_at,
        "filed_by_id": filing.actor.person_id,
        "link_version": 1,
    }


def _need(case_id: int, subject: str, confidential: bool) -> dict[str, Any]:
    return {"case_id": case_id, "subject": subject, "confidential": confidential, "status": Status.PENDING,
            "routed": False, "withdrawn": False, "ended": False}  # fmt: skip


def _first_line(case_id: int, filing: Filing) -> dict[str, Any]:
    insisted = {"other_door": filing.other_door} if filing.other_door else {}
    return {"case_id": case_id, "kind": EventKind.CASE_FILED, "actor_kind": filing.actor.kind,
            "actor_id": filing.actor.person_id, "unit_id": filing.actor.unit_id, "at": clock.now(),
            "data": {"subjects": [need.subject for need in filing.needs], "channel": filing.channel, **insisted}}  # fmt: skip
