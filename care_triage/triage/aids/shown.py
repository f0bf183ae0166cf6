"""Aids and first steps of a need as a page shows them: three groups, with what speaks for and against in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from care_triage.triage.aids.judging import TERRITORY, JudgedAid, Verdict
from care_triage.triage.aids.spec import AidSpec, Step
from care_triage.triage.document import RuleSetDocument, RuleSpec
from care_triage.triage.explain import fact_sentence, labels
from care_triage.triage.rule_set import RuleSet

MOST_STEPS: Final = 5
_MOST_ADVICE: Final = 3


@dataclass(frozen=True)
class Ask:
    """An information that an aid waits for, and what a person reads for it."""

    fact: str
    label: str


@dataclass(frozen=True)
class ShownAid:
    """One aid of a page: what it still waits for, what stands against it, whether its dates or its area do."""

    aid: AidSpec
    asks: tuple[Ask, ...] = ()
    against: tuple[str, ...] = ()
    is_elsewhere: bool = False
    is_over: bool = False
    is_to_come: bool = False


@dataclass(frozen=True)
class AidGroups:
    """The aids of a need: those one may ask for, those that depend on something, those for somebody else."""

    yes: tuple[ShownAid, ...] = ()
    check: tuple[ShownAid, ...] = ()
    no: tuple[ShownAid, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.yes or self.check or self.no)


@dataclass(frozen=True)
class Today:
    """What somebody with this need can do or ask for today."""

    subject: str
    label: str
    steps: tuple[Step, ...]
    aids: AidGroups

    def __bool__(self) -> bool:
        return bool(self.steps or self.aids)


def today_for(
    rule_set: RuleSet,
    subject: str,
    answers: Mapping[str, Any],
    territory: Iterable[str],
    on: date,
    locale: str,
    advice: Sequence[RuleSpec] = (),
) -> Today:
    """First steps and aids of a need; empty for a subject that the rules in force no longer know."""
    known = rule_set.document.subject_by_slug.get(subject)
    if known is None:
        return Today(subject, subject, (), AidGroups())
    aids = aids_of(rule_set, subject, answers, territory, on, locale)
    return Today(subject, known.label(locale), steps_of(rule_set.document, subject, advice), aids)


def aids_of(
    rule_set: RuleSet, subject: str, answers: Mapping[str, Any], territory: Iterable[str], on: date, locale: str
) -> AidGroups:
    """The aids that serve a need; what serves few subjects comes first, it was written for this one."""
    judged = sorted(rule_set.aids_for(subject, answers, territory, on), key=lambda found: len(found.aid.subjects))
    groups: dict[Verdict, list[ShownAid]] = {verdict: [] for verdict in Verdict}
    for found in judged:
        groups[found.verdict].append(shown(rule_set, found, answers, on, locale))
    return AidGroups(*(tuple(groups[verdict]) for verdict in Verdict))


def shown(rule_set: RuleSet, found: JudgedAid, answers: Mapping[str, Any], on: date, locale: str) -> ShownAid:
    """One judged aid in words."""
    if found.verdict is Verdict.CHECK:
        asks = (Ask(name, label) for name in found.facts for label in labels(rule_set, (name,), locale))
        return ShownAid(found.aid, asks=tuple(asks))
    specs = rule_set.document.fact_by_name
    against = tuple(
        fact_sentence(specs[name], answers[name], locale)
        for name in found.facts
        if name != TERRITORY and name in answers and labels(rule_set, (name,), locale)
    )
    return ShownAid(
        found.aid, against=against, is_elsewhere=TERRITORY in found.facts,
        is_over=found.aid.ended(on), is_to_come=not found.aid.started(on),
    )  # fmt: skip


def steps_of(document: RuleSetDocument, subject: str, advice: Sequence[RuleSpec] = ()) -> tuple[Step, ...]:
    """What an owner can do today: what the rules advise for their answers, then what helps everybody in this case."""
    known = document.first_steps_by_slug.get(subject)
    steps = [Step(rule.advice) for rule in advice[:_MOST_ADVICE] if rule.advice]
    steps += known.steps if known else ()
    return tuple({step.text.fr: step for step in steps}.values())[:MOST_STEPS]
