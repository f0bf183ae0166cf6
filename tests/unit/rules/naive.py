"""The oracle: decides rule by rule, condition by condition, in the plainest way, sharing nothing with the index.

A truth is True, False, or None for "nobody knows".
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from care_triage.rules import (
    AnyOf,
    Condition,
    In,
    Is,
    Known,
    NoneOf,
    NotIn,
    NotStartsWith,
    Rule,
    RuleTable,
    StartsWith,
    Unknown,
    Vocabulary,
    Within,
)
from care_triage.rules.next_question import Prospects


@dataclass
class NaiveDecision:
    """The four fates of rules, spelled out."""

    fired: list[str] = field(default_factory=list)
    failed: dict[str, set[str]] = field(default_factory=dict)
    undecided: dict[str, set[str]] = field(default_factory=dict)
    not_in_force: list[str] = field(default_factory=list)

    def near_misses(self) -> dict[str, set[str]]:
        """Rules that failed on one fact only, under that fact."""
        near: dict[str, set[str]] = {}
        for rule, facts in self.failed.items():
            if len(facts) == 1:
                near.setdefault(next(iter(facts)), set()).add(rule)
        return near


@dataclass
class NaiveProspects:
    """What may become of the rules once some facts are learned, and the facts each open rule hangs on."""

    certain: list[str] = field(default_factory=list)
    open: dict[str, set[str]] = field(default_factory=dict)


def truth(condition: Condition, value: object) -> bool | None:
    """Whether a condition holds on a value; None as value is unknown, None as answer is undecided."""
    if isinstance(condition, Known):
        return value is not None
    if isinstance(condition, Unknown):
        return value is None
    return None if value is None else _holds(condition, value)


def _holds(condition: Condition, value: object) -> bool:
    match condition:
        case Is(wanted):
            return value is wanted
        case In(codes) | AnyOf(codes):
            return any(code in codes for code in _codes(value))
        case NotIn(codes) | NoneOf(codes):
            return all(code not in codes for code in _codes(value))
        case StartsWith(prefixes):
            return any(code.startswith(prefix) for code in _codes(value) for prefix in prefixes)
        case NotStartsWith(prefixes):
            return not any(code.startswith(prefix) for code in _codes(value) for prefix in prefixes)
        case Within(spans):
            step = _step(value)
            return any((low is None or low <= step) and (high is None or step < high) for low, high in spans)
    raise AssertionError(condition)


def _codes(value: object) -> set[str]:
    assert isinstance(value, (str, frozenset))
    return {value} if isinstance(value, str) else set(value)


def _step(value: object) -> int:
    if isinstance(value, Decimal):
        return round(value * 100)
    if isinstance(value, date):
        return (value - date(1, 1, 1)).days + 1
    assert isinstance(value, int)
    return value


def in_force(rule: Rule, on: date | None) -> bool:
    """Whether a rule counts on this day, both ends included."""
    if on is None:
        return True
    return (rule.valid_from is None or rule.valid_from <= on) and (rule.valid_until is None or on <= rule.valid_until)


def decide(rules: Iterable[Rule], facts: Mapping[str, object], on: date | None) -> NaiveDecision:
    """What each rule becomes: any false condition and it fails, else any unknown and it waits, else it fires."""
    decision = NaiveDecision()
    for rule in rules:
        answers = {name: truth(condition, facts.get(name)) for name, condition in rule.conditions.items()}
        failed = {name for name, answer in answers.items() if answer is False}
        waiting = {name for name, answer in answers.items() if answer is None}
        if not in_force(rule, on):
            decision.not_in_force.append(rule.id)
        elif failed:
            decision.failed[rule.id] = failed
        elif waiting:
            decision.undecided[rule.id] = waiting
        else:
            decision.fired.append(rule.id)
    return decision


def prospects(
    rules: Iterable[Rule], facts: Mapping[str, object], on: date | None, learnable: Collection[str]
) -> NaiveProspects:
    """Each rule in force, when every unknown fact that can be learned may make its condition true or false."""
    found = NaiveProspects()
    for rule in rules:
        open_facts = {name for name in rule.conditions if facts.get(name) is None and name in learnable}
        settled = [condition for name, condition in rule.conditions.items() if name not in open_facts]
        names = [name for name in rule.conditions if name not in open_facts]
        holds = all(truth(condition, facts.get(name)) is True for name, condition in zip(names, settled, strict=True))
        if in_force(rule, on) and holds:
            if open_facts:
                found.open[rule.id] = open_facts
            else:
                found.certain.append(rule.id)
    return found


def disagreement(vocabulary: Vocabulary, rules: list[Rule], facts: Mapping[str, object], on: date | None) -> str:
    """What the engine and the oracle see differently, in words; empty when they agree on everything."""
    decision, expected = RuleTable.compile(vocabulary, rules).decide(facts, on), decide(rules, facts, on)
    # Every second fact can still be learned.
    learnable = sorted(vocabulary)[::2]
    ahead, expected_ahead = Prospects(decision, learnable), prospects(rules, facts, on, learnable)
    hanging = [(rule, fact.name) for fact in ahead.facts(dict.fromkeys(ahead.open, 1)) for rule in fact.rules]
    pairs: dict[str, tuple[object, object]] = {
        "fired": (list(decision.fired), expected.fired),
        "failed": ({rule: set(names) for rule, names in decision.failed.items()}, expected.failed),
        "undecided": ({rule: set(names) for rule, names in decision.undecided.items()}, expected.undecided),
        "not in force": (list(decision.not_in_force), expected.not_in_force),
        "near misses": (
            {fact: set(ids) for fact, ids in decision.explanations.near_misses().items()},
            expected.near_misses(),
        ),
        "certain": (list(ahead.certain), expected_ahead.certain),
        "open": (list(ahead.open), list(expected_ahead.open)),
        "hanging": (
            sorted(hanging),
            sorted((rule, fact) for rule, facts in expected_ahead.open.items() for fact in facts),
        ),
    }
    return "; ".join(f"{what}: {got} for {wanted}" for what, (got, wanted) in pairs.items() if got != wanted)
