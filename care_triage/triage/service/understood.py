"""What `triage understand` says of one story: what it is about and where it would go, in the agreed shape."""

from collections.abc import Mapping
from typing import Any

from care_triage.infra import clock
from care_triage.territory.queries import find_commune
from care_triage.territory.types import Commune
from care_triage.triage import policy
from care_triage.triage.document import Urgency
from care_triage.triage.expectation import expected_partners
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.service.propose import Question, propose
from care_triage.triage.terms import pressed, terms_of
from care_triage.triage.types import Action, Resolution, Understanding

# Readings that are less likely, or farther down, change nothing in whom to expect first.
_LIKELY = 0.03
_MOST = 6


def report_of(rule_set: RuleSet, item: Mapping[str, Any], found: Understanding) -> dict[str, Any]:
    """The line of one story, as plain values for JSON."""
    routed = found.action in (Action.ROUTE, Action.CLARIFY) and found.readings
    commune = find_commune(str(item["commune"])) if item.get("commune") else None
    urgency, partners = _read(rule_set, found, commune) if routed else ("normal", [])
    subject = rule_set.document.subject_by_slug.get(found.readings[0].subject) if found.readings else None
    return {
        "id": item.get("id"),
        "action": found.action,
        "subjects": [{"subject": reading.subject, "score": reading.score} for reading in found.readings],
        "needs": [{"subject": subject} for subject in found.needs] if routed else [],
        "partners": partners,
        "urgency": "critical" if found.human_now else urgency,
        "distress": found.distress,
        "human_now": found.human_now,
        "exchange": subject.exchange if subject and routed else "none",
        "redirect": _redirect(rule_set, found),
    }


def _redirect(rule_set: RuleSet, found: Understanding) -> dict[str, Any] | None:
    """The other door, by the names that the page shows."""
    if found.redirect is None:
        return None
    doors = rule_set.doors_of(found.redirect, found.facts, clock.today())
    return {"slug": found.redirect, "doors": [shown.door.name("fr") for shown in doors]}


def _read(rule_set: RuleSet, found: Understanding, commune: Commune | None) -> tuple[Urgency, list[dict[str, Any]]]:
    """How urgent the best subject is, and the partners to expect of all that are likely: units when the place is known,
    else kinds.
    """
    likely = [reading for reading in found.readings[:_MOST] if reading.score >= _LIKELY] or [found.readings[0]]
    # What is only likely to be so counts as much as what is sure.
    ways = [(reading, facts) for reading in likely for facts in (found.facts, found.likely_facts)]
    resolved: list[tuple[float, Resolution]] = []
    urgencies: list[Urgency] = []
    units: dict[str, str] = {}
    for reading, facts in ways:
        if commune is None:
            decision = rule_set.decide(reading.subject, facts, (), clock.today())
            resolution = policy.resolve(rule_set.fired(decision))
            resolved.append((reading.score, resolution))
            terms = terms_of(resolution.legal_clocks, decision.facts)
            urgencies.append(pressed(resolution.urgency, terms, clock.today()))
        else:
            proposal = propose(rule_set, Question(reading.subject, facts, commune), clock.today())
            resolved.append((reading.score, proposal.resolution))
            urgencies.append(proposal.urgency)
            units = {**{partner.kind: partner.unit for partner in proposal.partners}, **units}
    partners = [{"kind": kind, "role": role} for kind, role in expected_partners(resolved)]
    # Outside the territory no unit answers, and the kinds still say whom it would concern.
    placed = [{**partner, "unit": units[partner["kind"]]} for partner in partners if partner["kind"] in units]
    return urgencies[0], placed or partners
