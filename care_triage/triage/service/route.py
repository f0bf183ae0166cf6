"""Routing: decide about a need once, keep the decision, send the referrals.

Where a life may be in danger, or the owner insisted although another door was shown, nothing is sent: the decision is
kept, and a person at the triage desk confirms it or decides otherwise (`held_back`).
"""

from typing import Any

from sqlalchemy import insert

from care_triage.cases.queries.alarms import is_false_alarm
from care_triage.cases.queries.work import NeedToRoute, find_need_to_route, find_other_door
from care_triage.cases.service.flag_danger import mark_danger
from care_triage.cases.service.locking import lock_need
from care_triage.cases.service.refer import apply_routing
from care_triage.cases.types import DANGER, OTHER_DOOR, LegalTerm, PlannedReferral, ReferralRole, Routing
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.partners.types import Choice
from care_triage.territory.queries import get_commune
from care_triage.triage.models import StoredDecision
from care_triage.triage.queries.hearing import is_danger
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.service.propose import Question, propose
from care_triage.triage.types import Proposal, ProposedPartner


@transactional
def route_need(need_id: int) -> None:
    """Route a need that waits for it; a need already routed is left alone, so that running twice is running once."""
    lock_need(need_id)
    need = find_need_to_route(need_id)
    if need is None:
        return
    rule_set = current_rule_set()
    question = Question(need.subject, need.facts, get_commune(need.commune), need.heard_units)
    proposal = propose(rule_set, question, clock.today())
    held_back = _held_back(need)
    if held_back == DANGER:
        mark_danger(need.case_id)
    apply_routing(routing_of(need, proposal, keep_decision(rule_set, need, proposal), held_back))


def routing_of(need: NeedToRoute, proposal: Proposal, decision_id: int, held_back: str | None) -> Routing:
    """What is sent for a need: nothing where a person has to look first, and why."""
    danger = held_back == DANGER
    return Routing(
        need_id=need.need_id,
        referrals=() if held_back else tuple(_planned(partner) for partner in proposal.partners),
        terms=tuple(
            LegalTerm(term.spec.name, term.from_on, term.spec.days, term.due_on, term.spec.law)
            for term in proposal.terms
            if term.spec.whose == "owner"
        ),
        decision_id=decision_id,
        urgent=danger or proposal.urgency != "normal",
        confidential=danger or proposal.resolution.confidential,
        desk_reason=held_back or _desk_reason(need, proposal),
    )


def _held_back(need: NeedToRoute) -> str | None:
    """Why a person must look first. What the owner ticked does not undo what the story says."""
    if need.facts.get("life_in_danger") is True or (is_danger(need.story) and not is_false_alarm(need.case_id)):
        return DANGER
    # Only once: whoever was asked since has had a person's eye on it.
    return OTHER_DOOR if not need.heard_units and find_other_door(need.case_id) else None


def _planned(partner: ProposedPartner) -> PlannedReferral:
    return PlannedReferral(
        partner.unit_id, ReferralRole(partner.role), partner.answer_minutes, partner.hours, rank=partner.rank
    )


def _desk_reason(need: NeedToRoute, proposal: Proposal) -> str:
    """Why the triage desk gets the need when nobody leads it."""
    if proposal.outside_territory:
        return "outside_territory"
    return "everyone_declined" if need.heard_units else "nothing_matched"


def keep_decision(rule_set: RuleSet, need: NeedToRoute, proposal: Proposal) -> int:
    """Store version, facts and outcome: enough to explain, and to decide identically, years later."""
    stored = {
        "need_id": need.need_id,
        "rule_set_id": rule_set.id,
        "decided_at": clock.now(),
        "decided_on": proposal.decision.on,
        "facts": proposal.decision.to_dict(explain=False)["facts"],
        "outcome": _outcome(proposal),
    }
    return session().execute(insert(StoredDecision).values(stored).returning(StoredDecision.id)).scalar_one()


def _outcome(proposal: Proposal) -> dict[str, Any]:
    return {
        "fired": list(proposal.decision.fired),
        "partners": [
            {"kind": partner.kind, "role": partner.role, "unit": partner.unit_id,
             "rules": [rule.id for rule in partner.rules], "trace": _trace(partner.choice)}
            for partner in proposal.partners
        ],
        "passed_over": [{"kind": kind, "trace": _trace(choice)} for kind, choice in proposal.passed_over],
        "ties": [list(pair) for pair in proposal.resolution.ties],
        "outside_territory": proposal.outside_territory,
    }  # fmt: skip


def _trace(choice: Choice) -> list[dict[str, Any]]:
    return [
        {"reason": step.reason, "unit": step.unit_id, "name": step.unit_name, "code": step.code,
         "load": step.load, "capacity": step.capacity}
        for step in choice.steps
    ]  # fmt: skip
