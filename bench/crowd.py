"""Cases in bulk: a thousand that differ, then copies of them, as many as wanted."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, String, Table, cast, func, insert, literal, select

from bench import samples
from care_triage.caseboard.models import CaseWord, WordKind
from care_triage.caseboard.queries.words import words_of
from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.types import Channel, Origin, Outcome, ReferralRole, ReferralStatus, Status
from care_triage.infra import clock
from care_triage.infra.db import connection, db, table, transactional
from care_triage.partners.models import Unit
from care_triage.triage.queries.rule_sets import current_rule_set

BLOCK = 1000
_CASES, _NEEDS, _REFERRALS, _WORDS = map(table, (Case, Need, Referral, CaseWord))
# Most cases of a year are over.
_STATUSES = {
    Status.DESK: 5, Status.SENT: 12, Status.IN_PROGRESS: 15, Status.WAITING: 8, Status.CLOSED: 55, Status.WITHDRAWN: 5,
}  # fmt: skip
_REFERRAL_OF = {
    Status.SENT: ReferralStatus.SENT,
    Status.IN_PROGRESS: ReferralStatus.ACCEPTED,
    Status.WAITING: ReferralStatus.WAITING,
    Status.CLOSED: ReferralStatus.CLOSED,
    Status.WITHDRAWN: ReferralStatus.WITHDRAWN,
}
# Columns that grow from one copy of the thousand to the next.
_SHIFTED = {"case_id", "need_id"}
_UNIQUE_TEXTS = {"reference", "filing_key"}

Row = dict[str, Any]


@transactional
def write_cases(count: int) -> None:
    """Fill a database that holds no case; `count` is a multiple of a thousand."""
    cases, needs, referrals, words = [], [], [], []
    for case, its_needs, its_referrals in _thousand():
        cases.append(case)
        needs += its_needs
        referrals += its_referrals
        words += [
            {"case_id": case["id"], "kind": WordKind.COMPANY, "word": word} for word in words_of("Atelier du Banc")
        ]
    write = connection().execute
    for target, rows in ((_CASES, cases), (_NEEDS, needs), (_REFERRALS, referrals), (_WORDS, words)):
        write(insert(target), rows)
    for copy in range(1, count // BLOCK):
        for target in (_CASES, _NEEDS, _REFERRALS, _WORDS):
            _copy(target, copy)
    _count_on()


def settle() -> None:
    """Do what a database server does by itself after a while: learn the sizes, note which pages everyone may see."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as current:
        current.exec_driver_sql("VACUUM ANALYZE" if current.dialect.name == "postgresql" else "ANALYZE")


def _count_on() -> None:
    """New rows take numbers after those written here."""
    if connection().dialect.name != "postgresql":
        return
    for target in (_CASES, _NEEDS):
        last = select(func.max(target.c.id)).scalar_subquery()
        connection().execute(select(func.setval(func.pg_get_serial_sequence(target.name, "id"), last)))


def _thousand() -> Iterator[tuple[Row, list[Row], list[Row]]]:
    chance = random.Random(11)
    units = list(connection().scalars(select(Unit.id).where(Unit.active)))
    # Other firms than those that file while it is measured: what comes again is joined.
    filed = samples.requests(current_rule_set().document, seed=11)
    at = clock.now()
    for number, answers in enumerate(islice(filed, BLOCK), 1):
        (status,) = chance.choices(list(_STATUSES), weights=list(_STATUSES.values()))
        case = _case(number, answers.to_dict(), status, at - timedelta(minutes=BLOCK - number))
        needs = [_need(2 * number + place, number, subject, status) for place, subject in enumerate(answers.subjects)]
        referrals = [
            _referral(need, status, unit, role, case["filed_at"])
            for need in needs
            if status in _REFERRAL_OF
            for unit, role in zip(chance.sample(units, 2), (ReferralRole.LEAD, ReferralRole.SUPPORT), strict=True)
        ]
        yield case, needs, referrals


def _case(number: int, answers: Row, status: Status, at: datetime) -> Row:
    kept = ("story", "facts", "commune", "commune_label", "department", "siret", "company_name", "contact_name",
            "contact_email", "contact_phone")  # fmt: skip
    return {
        **{name: answers[name] for name in kept}, "id": number, "reference": f"B{number}", "filing_key": f"bench-{number}",
        "filed_at": at, "status": status, "status_at": at, "channel": Channel.WEB, "locale": "fr", "distress": number % 50 == 0,
        "urgent": number % 9 == 0, "outside_territory": False, "confidential": False, "consented_at": at, "link_version": 1,
    }  # fmt: skip


def _need(id: int, case_id: int, subject: str, status: Status) -> Row:
    return {"id": id, "case_id": case_id, "subject": subject, "confidential": False, "status": status, "routed": True,
            "withdrawn": status is Status.WITHDRAWN, "ended": status is Status.CLOSED}  # fmt: skip


def _referral(need: Row, status: Status, unit_id: int, role: ReferralRole, at: datetime) -> Row:
    state = _REFERRAL_OF[status]
    return {
        "case_id": need["case_id"], "need_id": need["id"], "unit_id": unit_id, "role": role, "status": state, "status_at": at,
        "origin": Origin.RULES, "rank": 100, "sent_at": at, "hours": "mon-fri 09:00-17:00",
        "due_at": at + timedelta(days=3) if state is ReferralStatus.SENT else None, "escalation_level": 0,
        "outcome": Outcome.HELPED if state is ReferralStatus.CLOSED else None,
    }  # fmt: skip


def _copy(target: Table, copy: int) -> None:
    """Add the thousand once more, with numbers and references of their own."""
    own = target.c.case_id if "case_id" in target.c else target.c.id
    columns = [column for column in target.c if column.name != "id" or target in (_CASES, _NEEDS)]
    source = select(*(_shifted(column, copy) for column in columns)).where(own <= BLOCK)
    connection().execute(insert(target).from_select([column.name for column in columns], source))


def _shifted(column: ColumnElement[Any], copy: int) -> ColumnElement[Any]:
    name = column.key or ""
    if name in _UNIQUE_TEXTS:
        return cast(column, String) + literal(f"-{copy}")
    if name == "id" or name in _SHIFTED:
        return column + copy * BLOCK * (2 if _counts_needs(column) else 1)
    return column


def _counts_needs(column: Any) -> bool:
    """Whether the number is a need's, of which there are two a case."""
    return column.key == "need_id" or (column.key == "id" and column.table is _NEEDS)
