"""For whom an aid is: yes, perhaps, no; an unknown answer never hides one. The rules engine decides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from care_triage.rules import Condition, Decision, In, Known, Rule, RuleTable, Unknown, Vocabulary, read_rule
from care_triage.rules import Status as RuleStatus
from care_triage.triage.aids.spec import AidSpec

TERRITORY: Final = "territory"


class Verdict(StrEnum):
    """The three groups of aids, in the order of the page."""

    YES = "yes"
    CHECK = "check"
    NO = "no"


@dataclass(frozen=True)
class JudgedAid:
    """An aid for somebody: `facts` are those it waits for (CHECK) or those that stand against it (NO).

    An aid that is over, or that does not exist yet, is NO with no fact against it.
    """

    aid: AidSpec
    verdict: Verdict
    facts: tuple[str, ...] = ()


class Aids:
    """The aids of a rule set, their conditions compiled once. Raises RulesError."""

    def __init__(self, vocabulary: Vocabulary, aids: Iterable[AidSpec]) -> None:
        self._aids = tuple(aids)
        self._table = RuleTable.compile(vocabulary, (rule for aid in self._aids for rule in rules_of(vocabulary, aid)))

    def of(self, subject: str, facts: Mapping[str, Any], on: date) -> tuple[JudgedAid, ...]:
        """The aids that serve this subject, in the order of the files; `facts` as the engine reads them."""
        decision = self._table.decide(facts, on)
        return tuple(judge(aid, decision, on) for aid in self._aids if subject in aid.subjects)


def judge(aid: AidSpec, decision: Decision, on: date) -> JudgedAid:
    """What became of one aid: the best of its ways; dates come before answers."""
    if aid.ended(on) or not aid.started(on):
        return JudgedAid(aid, Verdict.NO)
    found = [decision.explain(rule_id(aid, place)) for place in range(max(1, len(aid.ways)))]
    if any(each.status is RuleStatus.FIRED for each in found):
        return JudgedAid(aid, Verdict.YES)
    waiting = [each for each in found if each.status is RuleStatus.UNDECIDED]
    verdict = Verdict.CHECK if waiting else Verdict.NO
    return JudgedAid(aid, verdict, tuple(dict.fromkeys(name for each in waiting or found for name in each.facts)))


def rules_of(vocabulary: Vocabulary, aid: AidSpec) -> Iterator[Rule]:
    """The conditions of an aid as rules of the engine, one for each way. Raises RulesError."""
    for place, way in enumerate(aid.ways or ({},)):
        rule = read_rule(vocabulary, rule_id(aid, place), {**aid.when, **way})
        conditions: dict[str, Condition] = dict(rule.conditions)
        if aid.territory:
            conditions[TERRITORY] = In(frozenset(aid.territory))
        yield Rule(rule.id, conditions)


def rule_id(aid: AidSpec, place: int) -> str:
    """The name of one way of an aid in the table."""
    return f"{aid.slug}/{place}"


def asks_whether_known(rule: Rule) -> bool:
    """Whether a condition turns on knowing: it would let an answer push an aid from yes to no, or hide it."""
    return any(isinstance(condition, Known | Unknown) for condition in rule.conditions.values())
