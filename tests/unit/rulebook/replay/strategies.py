"""Rule sets, drafts of them and past requests, over the small vocabulary of the engine's own tests."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from care_triage.partners.types import Kind as PartnerKind
from care_triage.partners.types import Status
from care_triage.rulebook.replay.past import PastRequest
from care_triage.rules import Rule, plain_value, write_cell
from care_triage.triage.document import (
    Collective,
    FactSpec,
    LegalClockSpec,
    RuleSetDocument,
    RuleSpec,
    ValueSpec,
)
from care_triage.triage.records import Text
from care_triage.triage.rule_set import RuleSet
from tests.unit.rules.strategies import VOCABULARY, days, facts, tables

_KINDS = tuple(PartnerKind)[:4]
_CLOCK = LegalClockSpec("delay", "cessation_on", 45, "L. 631-4", Text("Délai"))
_WORDS = Text("parce que")
_COLLECTIVE = Collective(_WORDS, "CARE", _WORDS, "", "", ("42",), "", _WORDS)
FACTS = tuple(
    FactSpec(fact.name, fact.kind, _WORDS, values=tuple(ValueSpec(code, _WORDS) for code in sorted(fact.codes)))
    for fact in VOCABULARY.values()
)


def rule_set(rules: Iterable[RuleSpec], vocabulary: tuple[FactSpec, ...] = FACTS) -> RuleSet:
    """These rules, compiled."""
    return RuleSet(0, 0, RuleSetDocument(vocabulary, (), (), (), tuple(rules), _COLLECTIVE))


def spec(rule: Rule, **outcome: Any) -> RuleSpec:
    """A rule of the engine as a row of the document."""
    when = {name: write_cell(condition, VOCABULARY[name]) for name, condition in rule.conditions.items()}
    said = {"partner": _KINDS[0], "role": "lead", "rank": 10, "answer_hours": 8, **outcome}
    return RuleSpec(rule.id, when, why=_WORDS, status=Status.VERIFIED, valid_from=rule.valid_from,
                    valid_until=rule.valid_until, **said)  # fmt: skip


@st.composite
def outcomes(draw: st.DrawFn) -> dict[str, Any]:
    """What a rule says, from few values so that ties happen."""
    return {
        "partner": draw(st.sampled_from(_KINDS)),
        "role": draw(st.sampled_from(("lead", "lead", "support", "inform"))),
        "rank": draw(st.sampled_from((10, 20))),
        "answer_hours": draw(st.sampled_from((8, 16))),
        "urgency": draw(st.sampled_from(("normal", "normal", "high", "critical"))),
        "confidential": draw(st.booleans()),
        "legal_clock": draw(st.none() | st.sampled_from((_CLOCK, replace(_CLOCK, days=60)))),
    }


@st.composite
def rows(draw: st.DrawFn, longest: int = 8) -> list[RuleSpec]:
    """The rows of a document, in order; none is a document too."""
    return [spec(rule, **draw(outcomes())) for rule in draw(tables(longest))]


@st.composite
def drafts(draw: st.DrawFn, published: Sequence[RuleSpec]) -> list[RuleSpec]:
    """The same rows with some removed, said otherwise, conditioned otherwise, added and moved."""
    drafted = []
    for row in published:
        change = draw(st.sampled_from(("same", "same", "gone", "said", "when", "both")))
        if change == "gone":
            continue
        said = draw(outcomes()) if change in ("said", "both") else {}
        if change in ("when", "both"):
            other = spec(Rule(row.id, draw(_ONE_ROW)))
            said |= {"when": other.when}
        drafted.append(replace(row, **said))
    drafted += [replace(row, id=f"new-{row.id}") for row in draw(rows(3))]
    return draw(st.permutations(drafted)) if draw(st.booleans()) else drafted


_ONE_ROW = tables(1).filter(bool).map(lambda rules: rules[0].conditions)


@st.composite
def requests(draw: st.DrawFn, longest: int = 25) -> list[PastRequest]:
    """Past requests as they are stored: plain facts, now and then one that no rule can read any more."""
    drawn = draw(st.lists(st.tuples(facts(), days(), st.integers(0, 9)), max_size=longest))
    return [PastRequest(n, 1000 + n, on, plain(known, odd)) for n, (known, on, odd) in enumerate(drawn)]


def plain(known: dict[str, object], odd: int = 9) -> dict[str, Any]:
    """Facts as JSON holds them; an odd one carries a value or a fact that is gone."""
    stored: dict[str, Any] = {name: None if value is None else plain_value(value) for name, value in known.items()}
    return {0: {**stored, "employees": "many"}, 1: {**stored, "gone": True}}.get(odd, stored)


FIRST = date(2025, 12, 28)
