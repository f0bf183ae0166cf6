"""The latest decision on a need, with the rule set that made it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from care_triage.infra.db import session
from care_triage.rules import Decision
from care_triage.triage.models import StoredDecision
from care_triage.triage.queries.explanations import decide_again
from care_triage.triage.queries.rule_sets import get_rule_set
from care_triage.triage.rule_set import RuleSet


@dataclass(frozen=True)
class FoundDecision:
    """A decision as it was made."""

    rule_set: RuleSet
    decision: Decision
    decided_at: datetime
    outside_territory: bool
    traces: tuple[tuple[str, tuple[dict[str, Any], ...]], ...]
    """For each kind of partner that the rules wanted: how its units were weighed."""


def find_decision(need_id: int) -> FoundDecision | None:
    """The latest decision; None when no rule has looked at the need yet."""
    query = select(StoredDecision).where(StoredDecision.need_id == need_id).order_by(StoredDecision.id.desc())
    row = session().scalar(query.limit(1))
    if row is None:
        return None
    rule_set = get_rule_set(row.rule_set_id)
    wanted = [*row.outcome["partners"], *row.outcome["passed_over"]]
    traces = tuple((item["kind"], tuple(item["trace"])) for item in wanted)
    return FoundDecision(
        rule_set, decide_again(rule_set, row), row.decided_at, row.outcome["outside_territory"], traces
    )
