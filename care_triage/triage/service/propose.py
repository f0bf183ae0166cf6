"""What would happen to a need: decided by rules, placed by competence. Reads only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from care_triage.cases.queries.work import open_loads
from care_triage.infra import clock
from care_triage.partners.policy import choose_unit
from care_triage.partners.queries.competence import candidates_for
from care_triage.partners.queries.units import units_of
from care_triage.partners.types import Candidate, Choice, Kind, UnitCard
from care_triage.territory.business_hours import parse_hours
from care_triage.territory.types import Commune
from care_triage.territory.working_time import add_working_minutes
from care_triage.triage import policy
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.terms import pressed, terms_of
from care_triage.triage.types import Proposal, ProposedPartner, RankedPartner, Resolution


@dataclass(frozen=True)
class Question:
    """A need to decide about: its subject, the plain facts of its case, and where the business is.

    `heard_units` have answered already and are not asked again.
    """

    subject: str
    facts: Mapping[str, Any]
    commune: Commune
    heard_units: frozenset[int] = frozenset()


def propose(rule_set: RuleSet, question: Question, on: date) -> Proposal:
    """Decide for one need and find the units. Nothing is written."""
    codes = question.commune.territory_codes
    decision = rule_set.decide(question.subject, question.facts, codes, on)
    resolution = policy.resolve(rule_set.fired(decision))
    terms = terms_of(resolution.legal_clocks, decision.facts)
    urgency = pressed(resolution.urgency, terms, on)
    if question.commune.department not in rule_set.document.collective.departments:
        return Proposal(question.subject, decision, resolution, (), terms, outside_territory=True, urgency=urgency)
    placed, passed_over = _place(resolution, codes, question.heard_units, on)
    return Proposal(question.subject, decision, resolution, placed, terms, passed_over, urgency=urgency)


@dataclass(frozen=True)
class _Placed:
    wanted: RankedPartner
    role: str
    choice: Choice


def _place(
    resolution: Resolution, codes: frozenset[str], heard: Collection[int], on: date
) -> tuple[tuple[ProposedPartner, ...], tuple[tuple[Kind, Choice], ...]]:
    """The units that receive the need: the first lead that has one, then supports and informs up to their caps."""
    wanted = (*resolution.leads, *resolution.supports, *resolution.informs)
    found = _with_loads(candidates_for({partner.kind for partner in wanted}, codes, on))
    choices = [(partner, choose_unit(found[partner.kind], on, heard)) for partner in wanted]
    placed = list(_with_roles(choices))
    cards = units_of({unit.choice.unit_id for unit in placed if unit.choice.unit_id is not None})
    taken = {unit.wanted.kind for unit in placed}
    passed = tuple((partner.kind, choice) for partner, choice in choices if partner.kind not in taken)
    return tuple(_partner(unit, cards) for unit in placed), passed


def _with_loads(found: Mapping[Kind, tuple[Candidate, ...]]) -> dict[Kind, tuple[Candidate, ...]]:
    """Loads matter only where several units are competent: most kinds have one, and cost no count."""
    rivals = {unit.unit_id for units in found.values() if len(units) > 1 for unit in units}
    loads = open_loads(rivals) if rivals else {}
    return {
        kind: tuple(replace(unit, load=loads.get(unit.unit_id, 0)) for unit in units) for kind, units in found.items()
    }


def _with_roles(choices: Iterable[tuple[RankedPartner, Choice]]) -> Iterable[_Placed]:
    room = {"lead": 1, "support": policy.MOST_SUPPORTS, "inform": policy.MOST_INFORMED}
    units: set[int] = set()
    for wanted, choice in choices:
        if choice.unit_id is None or choice.unit_id in units:
            continue
        # A would-be lead that comes second supports.
        role = "support" if wanted.role == "lead" and not room["lead"] else wanted.role
        if room[role]:
            room[role] -= 1
            units.add(choice.unit_id)
            yield _Placed(wanted, role, choice)


def _partner(placed: _Placed, cards: Mapping[int, UnitCard]) -> ProposedPartner:
    assert placed.choice.unit_id is not None  # noqa: S101 - _with_roles keeps only those
    card = cards[placed.choice.unit_id]
    minutes = 60 * min(placed.wanted.answer_hours, card.first_answer_hours or placed.wanted.answer_hours)
    return ProposedPartner(
        unit_id=card.unit_id, unit=card.name, partner=card.partner_name, partner_en=card.partner_name_en,
        phone=card.phone, kind=placed.wanted.kind, role=placed.role, rank=placed.wanted.rank,
        rules=placed.wanted.rules, answer_minutes=minutes, hours=card.hours,
        answer_by=add_working_minutes(clock.now(), minutes, parse_hours(card.hours)), choice=placed.choice,
    )  # fmt: skip
