"""Past requests as they were decided: the newest decision of each need, in batches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import distinct, exists, func, select

from care_triage.infra.db import connection, session, table
from care_triage.rulebook.errors import ReplayNotFound
from care_triage.triage.models import StoredDecision

_DECISIONS = table(StoredDecision)


@dataclass(frozen=True)
class DecidedRequest:
    """One past request: what was known of it, and when it was decided."""

    decision_id: int
    need_id: int
    on: date
    facts: Mapping[str, Any]


def count_past() -> tuple[int, int]:
    """The id of the newest decision, and how many needs were decided until then. Later ones are no past."""
    newest = session().scalar(select(func.max(StoredDecision.id))) or 0
    needs = select(func.count(distinct(StoredDecision.need_id))).where(StoredDecision.id <= newest)
    return newest, session().scalar(needs) or 0


def past_requests(after_id: int, newest_id: int, limit: int) -> list[DecidedRequest]:
    """The next decisions after `after_id`, oldest first, that no newer one of their need replaces."""
    newer = _DECISIONS.alias()
    replaced = exists().where(newer.c.need_id == _DECISIONS.c.need_id, newer.c.id > _DECISIONS.c.id)
    query = (
        select(_DECISIONS.c.id, _DECISIONS.c.need_id, _DECISIONS.c.decided_on, _DECISIONS.c.facts)
        .where(_DECISIONS.c.id > after_id, _DECISIONS.c.id <= newest_id)
        .where(~replaced.where(newer.c.id <= newest_id))
        .order_by(_DECISIONS.c.id)
        .limit(limit)
    )
    return [_request(*row) for row in connection().execute(query)]


def get_past_request(decision_id: int) -> DecidedRequest:
    """One past request. Raises ReplayNotFound when its decision is gone."""
    query = select(_DECISIONS.c.id, _DECISIONS.c.need_id, _DECISIONS.c.decided_on, _DECISIONS.c.facts)
    row = connection().execute(query.where(_DECISIONS.c.id == decision_id)).first()
    if row is None:
        raise ReplayNotFound
    return _request(*row)


def _request(decision_id: int, need_id: int, on: date, facts: Mapping[str, Any]) -> DecidedRequest:
    # The day of filing is what the rules were given: the day of the decision.
    return DecidedRequest(decision_id, need_id, on, {**facts, "filed_on": on.isoformat()})
