"""Why a need went where it went, recomputed from the stored facts and the version that decided."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from care_triage.infra.db import session
from care_triage.rules import Decision
from care_triage.triage.errors import DecisionNotFound
from care_triage.triage.explain import Maybe, Why, WhyNot, reasons, refused, undecided
from care_triage.triage.models import StoredDecision
from care_triage.triage.queries.rule_sets import get_rule_set
from care_triage.triage.rule_set import RuleSet


@dataclass(frozen=True)
class PartnerReason:
    """Why one unit received the need, and how it was chosen among others."""

    unit_id: int
    kind: str
    role: str
    reasons: tuple[Why, ...]
    trace: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class DecisionExplanation:
    """A stored decision in plain words."""

    decision_id: int
    version: int
    decided_at: datetime
    partners: tuple[PartnerReason, ...]
    maybe: tuple[Maybe, ...]
    not_there: tuple[WhyNot, ...]
    passed_over: tuple[dict[str, Any], ...]
    outside_territory: bool

    def for_unit(self, unit_id: int) -> PartnerReason | None:
        """Why this unit, when it was one of those chosen."""
        return next((partner for partner in self.partners if partner.unit_id == unit_id), None)


def explain_need(need_id: int, locale: str) -> DecisionExplanation | None:
    """The latest decision on a need in plain words; None when no rule has looked at it yet."""
    query = select(StoredDecision.id).where(StoredDecision.need_id == need_id).order_by(StoredDecision.id.desc())
    decision_id = session().scalar(query.limit(1))
    return explain_decision(decision_id, locale) if decision_id is not None else None


def explain_decision(decision_id: int, locale: str) -> DecisionExplanation:
    """A stored decision in plain words. Raises DecisionNotFound."""
    row = session().get(StoredDecision, decision_id)
    if row is None:
        raise DecisionNotFound
    rule_set = get_rule_set(row.rule_set_id)
    decision = decide_again(rule_set, row)
    rules = rule_set.document.rule_by_id
    return DecisionExplanation(
        decision_id=row.id,
        version=rule_set.version,
        decided_at=row.decided_at,
        partners=tuple(
            PartnerReason(
                item["unit"], item["kind"], item["role"],
                reasons(rule_set, decision, [rules[rule_id] for rule_id in item["rules"]], locale),
                tuple(item["trace"]),
            )
            for item in row.outcome["partners"]
        ),
        maybe=undecided(rule_set, decision, locale),
        not_there=refused(rule_set, decision, locale),
        passed_over=tuple(row.outcome["passed_over"]),
        outside_territory=row.outcome["outside_territory"],
    )  # fmt: skip


def decide_again(rule_set: RuleSet, row: StoredDecision) -> Decision:
    """The decision that was stored, with every rule that spoke for or against it."""
    facts = dict(row.facts)
    subject, territory = facts.pop("subject"), facts.pop("territory", ())
    facts.pop("filed_on", None)
    return rule_set.decide(subject, facts, territory, row.decided_on)
