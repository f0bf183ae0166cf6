"""A vocabulary so small that every combination of facts can be tried one by one: the oracle of verification."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, combinations, product

from hypothesis import strategies as st

from care_triage.rules import (
    AnyOf,
    Condition,
    Fact,
    In,
    Is,
    Kind,
    Known,
    NoneOf,
    NotIn,
    Rule,
    RuleTable,
    Span,
    Unknown,
    Vocabulary,
    Within,
    codes,
)
from care_triage.rules.spans import merge
from care_triage.rules.verification import Possible, RuleOutcome
from tests.unit.rules.naive import in_force, truth

FIRST_DAY = date(2026, 3, 1)
DAYS = tuple(FIRST_DAY + timedelta(days=count) for count in range(4))
# A rule may end on the last of DAYS: the day after is another one.
_TRIED = (*DAYS, DAYS[-1] + timedelta(days=1))
TERRITORY = ("commune:1", "commune:2", "commune:3", "dep:42", "dep:69")
COMMUNES = (
    frozenset({"commune:1", "dep:42"}),
    frozenset({"commune:2", "dep:42"}),
    frozenset({"commune:3", "dep:69"}),
)
DEBTS = ("tax", "social")
STAFF = range(4)

VOCABULARY = Vocabulary(
    [
        Fact("subject", Kind.ENUM, values=codes("debt", "dispute", "other")),
        Fact("territory", Kind.CODE, values=codes(*TERRITORY)),
        Fact("staff", Kind.INTEGER),
        Fact("farmer", Kind.BOOLEAN),
        Fact("debts", Kind.SET, values=codes(*DEBTS)),
    ]
)
POSSIBLE = Possible(
    on=FIRST_DAY,
    always=frozenset({"subject", "territory"}),
    combinations={"territory": COMMUNES},
    least={"staff": 0},
)
_SUBSETS = [frozenset(chosen) for size in range(3) for chosen in combinations(DEBTS, size)]
VALUES: Mapping[str, tuple[object, ...]] = {
    "subject": ("debt", "dispute", "other"),
    "territory": COMMUNES,
    "staff": (None, *STAFF),
    "farmer": (None, True, False),
    "debts": (None, *_SUBSETS),
}


@dataclass(frozen=True)
class Case:
    """One combination of facts on one day, the rules that fire, and those that would if more were known."""

    facts: Mapping[str, object]
    on: date
    fired: frozenset[str]
    could_fire: frozenset[str]


@dataclass(frozen=True)
class World:
    """A table, its outcomes, and every case there is."""

    rules: tuple[Rule, ...]
    outcomes: Mapping[str, RuleOutcome]
    impossible: tuple[Rule, ...] = ()

    @property
    def possible(self) -> Possible:
        """What can exist in it."""
        return replace(POSSIBLE, impossible=self.impossible)

    @cached_property
    def table(self) -> RuleTable:
        """The compiled table."""
        return RuleTable.compile(VOCABULARY, self.rules)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every combination that can exist of the facts that something reads."""
        return tuple(self._cases())

    def _cases(self) -> Iterator[Case]:
        everything = (*self.rules, *self.impossible)
        read = sorted({"subject", *chain.from_iterable(rule.conditions for rule in everything)})
        dated = any(rule.valid_from or rule.valid_until for rule in self.rules)
        for on, values in product(_TRIED if dated else DAYS[:1], product(*(VALUES[name] for name in read))):
            facts = dict(zip(read, values, strict=True))
            if self.can_be(facts):
                yield self.decided(facts, on)

    def can_be(self, facts: Mapping[str, object]) -> bool:
        """Whether no impossible combination is true of the facts."""
        return not any(
            all(truth(condition, facts.get(name)) is True for name, condition in rule.conditions.items())
            for rule in self.impossible
        )

    def decided(self, facts: Mapping[str, object], on: date) -> Case:
        """A case, decided by the table; what could fire is read off the rules in the plainest way."""
        could = {
            rule.id
            for rule in self.rules
            if in_force(rule, on)
            and all(_can_hold(condition, name, facts.get(name)) for name, condition in rule.conditions.items())
            and (not self.impossible or self._can_still_fire(rule, facts))
        }
        return Case(facts, on, frozenset(self.table.decide(facts, on).fired), frozenset(could))

    def _can_still_fire(self, rule: Rule, facts: Mapping[str, object]) -> bool:
        """Whether some answers, which can exist together, make the rule fire: they are all tried."""
        named = sorted({*rule.conditions, *chain.from_iterable(other.conditions for other in self.impossible)})
        choices = [VALUES[name] if facts.get(name) is None else (facts[name],) for name in named]
        for values in product(*choices):
            known = {**facts, **dict(zip(named, values, strict=True))}
            fires = all(truth(condition, known.get(name)) is True for name, condition in rule.conditions.items())
            if fires and self.can_be(known):
                return True
        return False

    def firing(self, rule_id: str) -> tuple[Case, ...]:
        """The cases in which a rule fires."""
        return tuple(case for case in self.cases if rule_id in case.fired)


def _can_hold(condition: Condition, name: str, value: object) -> bool:
    values = VALUES[name] if value is None else (value,)
    return any(truth(condition, each) is True for each in values)


def _some(names: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(names), min_size=1, max_size=2)


def _spans() -> st.SearchStrategy[Condition]:
    edges = st.tuples(st.none() | st.integers(-1, 3), st.none() | st.integers(0, 3))
    drawn = st.lists(edges.map(lambda pair: Span(*pair)), min_size=1, max_size=2)
    return drawn.filter(lambda spans: merge(spans) not in ((), (Span(None, None),))).map(lambda s: Within(tuple(s)))


_PRESENCE: st.SearchStrategy[Condition] = st.sampled_from([Known(), Unknown()])
_CONDITIONS: Mapping[str, st.SearchStrategy[Condition]] = {
    "subject": _some(("debt", "dispute")).map(In) | _some(("debt", "dispute")).map(NotIn),
    "territory": _some(TERRITORY).map(In) | _some(TERRITORY).map(NotIn),
    "staff": _PRESENCE | _spans(),
    "farmer": _PRESENCE | st.booleans().map(Is),
    "debts": _PRESENCE | _some(DEBTS).map(AnyOf) | _some(DEBTS).map(NoneOf),
}
_ROWS = st.lists(st.sampled_from(sorted(_CONDITIONS)), max_size=3, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: _CONDITIONS[name] for name in names})
)
_DATES = st.none() | st.sampled_from((FIRST_DAY - timedelta(days=2), *DAYS))
_PERIODS = st.one_of(st.just((None, None)), st.just((None, None)), st.tuples(_DATES, _DATES)).filter(
    lambda pair: pair[0] is None or pair[1] is None or pair[0] <= pair[1]
)
_OUTCOMES = st.builds(
    RuleOutcome,
    target=st.sampled_from("ab"),
    place=st.integers(0, 1),
    merits=st.tuples(st.integers(0, 1)),
    adds=st.sampled_from([frozenset(), frozenset({"urgent"})]),
    claims=st.sampled_from([(), (("clock", "45 days"),), (("clock", "60 days"),)]),
    rank=st.none() | st.integers(1, 2),
)


_IMPOSSIBLE = st.lists(_ROWS.filter(bool), max_size=3).map(
    lambda rows: tuple(Rule(f"no{number}", row) for number, row in enumerate(rows))
)


def worlds(longest: int = 7) -> st.SearchStrategy[World]:
    """Tables with outcomes, and combinations that cannot exist."""
    rows = st.lists(st.tuples(_ROWS, _PERIODS, _OUTCOMES), max_size=longest)
    return st.builds(lambda drawn, impossible: replace(_world(drawn), impossible=impossible), rows, _IMPOSSIBLE)


def _world(
    drawn: list[tuple[dict[str, Condition], tuple[date | None, date | None], RuleOutcome]],
) -> World:
    rules = tuple(Rule(f"r{i}", row, None, *period) for i, (row, period, _) in enumerate(drawn))
    return World(rules, {f"r{i}": outcome for i, (_, _, outcome) in enumerate(drawn)})
