"""What the rules say of a situation: who leads and supports, each rule with its reason, and what would change it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from care_triage.rulebook.pages.table_filter import table_row
from care_triage.rulebook.policy import fields_of
from care_triage.rulebook.trial.situation import GIVEN, Trial
from care_triage.rulebook.words.cells import Chip, Speech
from care_triage.rulebook.words.rules import RuleWords, in_words
from care_triage.rules import Decision
from care_triage.territory.types import Commune
from care_triage.triage import policy
from care_triage.triage.document import RuleSpec
from care_triage.triage.explain import value_text
from care_triage.triage.next_question import next_question
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.service.propose import Question, propose
from care_triage.triage.types import Proposal, Resolution
from care_triage.web.i18n import language

# A rule that fails on more than this is not nearly chosen.
_NEAR = 2
_MOST_NEAR = 12


@dataclass(frozen=True)
class Waiting:
    """One unknown fact, how an owner is asked for it, and the rules that wait for it."""

    name: str
    label: str
    question: str
    rules: tuple[RuleWords, ...]


@dataclass(frozen=True)
class Miss:
    """What one rule wanted of a fact, and what it got."""

    wanted: Chip
    got: str


@dataclass(frozen=True)
class NearMiss:
    """A rule about the subject that failed on few facts."""

    words: RuleWords
    misses: tuple[Miss, ...]


@dataclass(frozen=True)
class Tried:
    """The rules on one situation. `proposal` names units when the town is known; `next_question` is what the front
    door would ask now, empty when no answer can change anything.
    """

    resolution: Resolution
    proposal: Proposal | None
    fired: tuple[RuleWords, ...]
    waiting: tuple[Waiting, ...]
    next_question: str
    near: tuple[NearMiss, ...]
    further: int

    @property
    def kinds(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """(role, kind of partner, rules) in the order of the resolution: what two versions are compared by."""
        ranked = (*self.resolution.leads, *self.resolution.supports, *self.resolution.informs)
        return tuple((partner.role, str(partner.kind), tuple(rule.id for rule in partner.rules)) for partner in ranked)


def try_rules(rule_set: RuleSet, trial: Trial, town: Commune | None, speech: Speech, on: date) -> Tried:
    """Decide about the situation. Nothing is written."""
    codes = town.territory_codes if town else frozenset()
    decision = rule_set.decide(trial.subject, trial.answers, codes, on)
    resolution = policy.resolve(rule_set.fired(decision))
    near, further = _near(rule_set, decision, speech)
    return Tried(
        resolution=resolution,
        proposal=propose(rule_set, Question(trial.subject, trial.answers, town), on) if town else None,
        fired=tuple(_words(rule, speech) for rule in rule_set.fired(decision)),
        waiting=_waiting(rule_set, decision, trial.subject, speech),
        next_question=_next_question(rule_set, trial, codes, on),
        near=near,
        further=further,
    )


def cells_read(rule_set: RuleSet, subject: str) -> Iterable[str]:
    """The cells of the rules that may speak of `subject`: what the page will have to say in words."""
    for rule in rule_set.document.rules:
        if subject in rule.when.get("subject", subject):
            yield from rule.when.values()


def given_text(trial: Trial, rule_set: RuleSet, name: str) -> str:
    """The answer to one fact in words."""
    spec = rule_set.document.fact_by_name[name]
    return value_text(spec, trial.answers.get(name), language())


def _words(rule: RuleSpec, speech: Speech) -> RuleWords:
    return in_words(table_row(rule.id, fields_of(rule)), speech, without=("subject",))


def _waiting(rule_set: RuleSet, decision: Decision, subject: str, speech: Speech) -> tuple[Waiting, ...]:
    by_fact: dict[str, list[RuleWords]] = {}
    for rule_id, names in decision.undecided.items():
        rule = rule_set.document.rule_by_id[rule_id]
        for name in names if "subject" in rule.when else ():
            by_fact.setdefault(name, []).append(_words(rule, speech))
    asked = {question.fact: question for question in rule_set.document.subject_by_slug[subject].questions}
    found = [
        Waiting(
            name,
            rule_set.document.fact_by_name[name].label(language()),
            asked[name].text(language()) if name in asked else "",
            tuple(rules),
        )
        for name, rules in by_fact.items()
    ]
    # What owners are asked first, then what most rules wait for.
    return tuple(sorted(found, key=lambda waiting: (not waiting.question, -len(waiting.rules))))


def _next_question(rule_set: RuleSet, trial: Trial, codes: Collection[str], on: date) -> str:
    asked = {question.fact: question for question in rule_set.document.subject_by_slug[trial.subject].questions}
    askable = [name for name in asked if name not in trial.answers]
    found = next_question(rule_set, [trial.subject], trial.answers, codes, on, askable)
    return asked[found.fact].text(language()) if found else ""


def _near(rule_set: RuleSet, decision: Decision, speech: Speech) -> tuple[tuple[NearMiss, ...], int]:
    """Rules of this subject that failed, those that failed on fewest facts first, and how many are left out."""
    failed = [
        (names, rule_set.document.rule_by_id[rule_id])
        for rule_id, names in decision.failed.items()
        if "subject" not in names
    ]
    about = [(names, rule) for names, rule in failed if "subject" in rule.when]
    close = sorted((pair for pair in about if len(pair[0]) <= _NEAR), key=lambda pair: len(pair[0]))[:_MOST_NEAR]
    misses = tuple(
        NearMiss(_words(rule, speech), tuple(_miss(rule, name, decision, rule_set, speech) for name in names))
        for names, rule in close
    )
    return misses, len(about) - len(misses)


def _miss(rule: RuleSpec, name: str, decision: Decision, rule_set: RuleSet, speech: Speech) -> Miss:
    value: Any = decision.facts.get(name)
    spec = rule_set.document.fact_by_name[name]
    got = "" if name in GIVEN else value_text(spec, value, language())
    return Miss(speech.chip(name, rule.when[name]), got)
