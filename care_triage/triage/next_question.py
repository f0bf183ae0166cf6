"""The question worth asking an owner next: the answer that can still change most of who receives their needs.

A rule that may still fire is worth a question only when firing would show: another partner, a stronger role, an
earlier answer, more urgency, a legal date, an advice. A fact that a legal date runs from is worth one too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from care_triage.partners.types import Kind
from care_triage.rules.next_question import Prospects
from care_triage.triage.document import ReferralRole, RuleSpec
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.stakes import weigh

_LEGAL_DATE: Final = 4.0


@dataclass(frozen=True)
class Stake:
    """What may hang on an answer: for the need about `subject`, this kind of partner in this role, by this rule."""

    subject: str
    kind: Kind
    role: ReferralRole
    rule_id: str


@dataclass(frozen=True)
class NextQuestion:
    """The fact to ask for, and what hangs on it, the first subject first, in the order of the rules."""

    fact: str
    stakes: tuple[Stake, ...]
    weight: float


def next_question(
    rule_set: RuleSet,
    subjects: Iterable[str],
    answers: Mapping[str, Any],
    territory: Collection[str],
    on: date,
    askable: Sequence[str],
) -> NextQuestion | None:
    """The fact among `askable` whose answer can change most for these needs; None when none can change anything.

    `askable` are the facts that have a question and were not asked yet: a skipped one stays unknown. A territory not
    yet known is counted on, not asked for. Facts of equal weight come in the order of `askable`.
    """
    questions = open_questions(rule_set, subjects, answers, territory, on, askable)
    return questions[0] if questions else None


def open_questions(
    rule_set: RuleSet,
    subjects: Iterable[str],
    answers: Mapping[str, Any],
    territory: Collection[str],
    on: date,
    askable: Sequence[str],
) -> tuple[NextQuestion, ...]:
    """Every fact among `askable` whose answer can still change something, as next_question ranks them."""
    weights: dict[str, float] = defaultdict(float)
    stakes: dict[str, list[Stake]] = defaultdict(list)
    learnable = {*askable, "territory"}
    for subject in subjects:
        prospects = Prospects(rule_set.decide(subject, answers, territory, on), learnable)
        for name, rules, weight in _at_stake(rule_set, prospects):
            weights[name] += weight
            stakes[name] += (Stake(subject, rule.partner, rule.role, rule.id) for rule in rules)
    found = [NextQuestion(name, tuple(stakes[name]), weights[name]) for name in askable if name in weights]
    return tuple(sorted(found, key=lambda question: -question.weight))


def _at_stake(rule_set: RuleSet, prospects: Prospects) -> Iterable[tuple[str, list[RuleSpec], float]]:
    """Each fact that can change something of one need, with the rules concerned and how much."""
    possible = [rule_set.document.rule_by_id[each] for each in prospects.possible]
    rules = {rule.id: rule for rule in possible}
    for fact in prospects.facts(weigh(possible, frozenset(prospects.certain))):
        yield fact.name, [rules[each] for each in fact.rules], fact.weight
    for rule in possible:
        # Once the date is known, the owner is told until when to act.
        if rule.legal_clock and rule.legal_clock.fact in prospects.unknown:
            yield rule.legal_clock.fact, [rule], _LEGAL_DATE
