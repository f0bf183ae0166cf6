"""What the machine held back, a person decides: send it as proposed, or say that nobody was in danger."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from care_triage.cases.errors import DecidedAlready
from care_triage.cases.queries.work import NeedToRoute, needs_held_back
from care_triage.cases.service.flag_danger import dismiss_danger
from care_triage.cases.service.locking import lock_case
from care_triage.cases.service.refer import apply_routing, take_off_desk
from care_triage.cases.types import Actor, Calm
from care_triage.infra import clock
from care_triage.infra.db import transactional
from care_triage.territory.queries import get_commune
from care_triage.triage.queries.hearing import heard
from care_triage.triage.queries.needs_of_case import subjects_of
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.service.propose import Question, propose
from care_triage.triage.service.route import keep_decision, routing_of
from care_triage.triage.types import Proposal


@dataclass(frozen=True)
class HeldBack:
    """A need that waits for a person, and what the machine would do with it now."""

    need: NeedToRoute
    proposal: Proposal

    @property
    def mark(self) -> str:
        """What was read: whoever confirms it confirms this, and nothing newer."""
        return " ".join(f"{partner.unit_id}-{partner.role}" for partner in self.proposal.partners)


def held_back(case_id: int) -> tuple[HeldBack, ...]:
    """The needs of a case that wait for a person to confirm. Reads only."""
    rule_set = current_rule_set()
    return tuple(HeldBack(need, _propose(rule_set, need)) for need in needs_held_back(case_id))


@transactional
def send_as_proposed(case_id: int, marks: Mapping[int, str], actor: Actor) -> None:
    """Send these needs as somebody has read it: `marks` by need.

    Raises DecidedAlready when one waits no more, or would go elsewhere by now.
    """
    lock_case(case_id)
    rule_set, waiting = current_rule_set(), {item.need.need_id: item for item in held_back(case_id)}
    for need_id, mark in marks.items():
        item = waiting.get(need_id)
        if item is None or item.mark != mark or item.proposal.lead is None:
            raise DecidedAlready
        take_off_desk(need_id)
        planned = routing_of(item.need, item.proposal, keep_decision(rule_set, item.need, item.proposal), None)
        apply_routing(replace(planned, actor=actor, held_back=item.need.desk_reason))


@transactional
def tell_no_danger(case_id: int, actor: Actor) -> None:
    """Somebody spoke with the owner: nobody is in danger. Raises DecidedAlready when it was said before."""
    case, rule_set = lock_case(case_id), current_rule_set()
    known = rule_set.document.subject_by_slug
    subjects = [known[slug] for slug in subjects_of(case_id) if slug in known]
    suffers = bool(heard(case.story).distress) or any(subject.human_now for subject in subjects)
    facts = {**case.facts, "life_in_danger": False, "owner_distress": suffers}
    commune, today = get_commune(case.commune), clock.today()
    proposed = [propose(rule_set, Question(subject.slug, facts, commune), today) for subject in subjects]
    calm = Calm(
        suffers=suffers,
        urgent=any(proposal.urgency != "normal" for proposal in proposed),
        confidential=frozenset(subject.slug for subject in subjects if subject.confidential),
    )
    dismiss_danger(case_id, calm, actor)


def _propose(rule_set: RuleSet, need: NeedToRoute) -> Proposal:
    question = Question(need.subject, need.facts, get_commune(need.commune), need.heard_units)
    return propose(rule_set, question, clock.today())
