"""The question worth asking: what it names can change something, and what it never names cannot."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from care_triage.partners.types import Kind as Partner
from care_triage.partners.types import Status
from care_triage.rules import Kind
from care_triage.triage.document import (
    Collective,
    FactSpec,
    LegalClockSpec,
    RuleSetDocument,
    RuleSpec,
    ValueSpec,
)
from care_triage.triage.next_question import NextQuestion, Stake, next_question, open_questions
from care_triage.triage.policy import resolve
from care_triage.triage.records import Text
from care_triage.triage.rule_set import RuleSet

ON = date(2026, 11, 23)
_CARE = Collective(Text("CARE"), "CARE", Text(""), "", "", (), "", Text(""))
_SUBJECTS = ("debt", "sale")


def _coded(name: str, kind: Kind, *codes: str) -> FactSpec:
    return FactSpec(name, kind, Text(name), values=tuple(ValueSpec(code, Text(code)) for code in codes))


FACTS = (
    _coded("subject", Kind.ENUM, *_SUBJECTS),
    _coded("territory", Kind.CODE, "dep:42", "dep:69"),
    FactSpec("filed_on", Kind.DATE, Text("filed_on")),
    FactSpec("farmer", Kind.BOOLEAN, Text("farmer")),
    FactSpec("staff", Kind.INTEGER, Text("staff")),
    _coded("debts", Kind.SET, "tax", "social"),
    FactSpec("stopped_on", Kind.DATE, Text("stopped_on")),
)
ASKABLE = ("farmer", "staff", "debts", "stopped_on")
ANSWERS: Mapping[str, tuple[Any, ...]] = {
    "farmer": (None, True, False),
    "staff": (None, 1, 60),
    "debts": (None, [], ["tax"], ["social", "tax"]),
    "stopped_on": (None, "2026-11-01", "2026-01-01"),
}
CELLS: Mapping[str, tuple[str, ...]] = {
    "subject": ('"debt"', '"sale"', '"debt","sale"'),
    "territory": ('"dep:42"', '"dep:69"', "known()"),
    "farmer": ("true", "false", "known()", "unknown()"),
    "staff": (">= 50", "< 10", "unknown()"),
    "debts": ('list contains(?, "tax")', 'not(list contains(?, "tax"))', "known()"),
    "stopped_on": ('< date("2026-10-01")', "known()", "unknown()"),
}


def rule(id: str, partner: Partner = Partner.CCI, role: str = "support", rank: int = 50, **more: Any) -> RuleSpec:
    values: dict[str, Any] = {"when": {}, "answer_hours": 16, "why": Text("Parce que."), "status": Status.VERIFIED}
    return RuleSpec(id=id, partner=partner, role=role, rank=rank, **{**values, **more})  # type: ignore[arg-type]


def rule_set(*rules: RuleSpec) -> RuleSet:
    return RuleSet(0, 0, RuleSetDocument(FACTS, (), (), (), rules, _CARE))


def ask(rules: RuleSet, askable: tuple[str, ...] = ASKABLE, **answers: Any) -> NextQuestion | None:
    return next_question(rules, ["debt"], answers, {"dep:42"}, ON, askable)


def test_the_answer_that_can_change_the_lead_is_asked_before_one_that_brings_a_support() -> None:
    rules = rule_set(
        rule("big", role="support", when={"staff": ">= 50"}),
        rule("farm", Partner.MSA, "lead", when={"farmer": "true"}),
    )
    found = ask(rules)
    assert found is not None
    assert (found.fact, found.stakes) == ("farmer", (Stake("debt", Partner.MSA, "lead", "farm"),))
    after = ask(rules, farmer=False)
    assert after is not None
    assert after.fact == "staff"
    assert ask(rules, farmer=False, staff=3) is None


def test_what_was_skipped_is_not_asked_again_and_keeps_its_rules_asleep() -> None:
    rules = rule_set(rule("both", when={"staff": ">= 50", "farmer": "true"}))
    assert ask(rules, askable=("staff",), farmer=None) is None
    assert ask(rules, askable=("staff",), farmer=True) is not None


def test_a_partner_who_comes_anyway_in_a_better_place_is_not_worth_a_question() -> None:
    sure = rule("sure", role="lead", rank=20)
    assert ask(rule_set(sure, rule("later", role="lead", rank=30, when={"farmer": "true"}))) is None
    assert ask(rule_set(sure, rule("weaker", role="inform", rank=1, when={"farmer": "true"}))) is None
    assert ask(rule_set(sure, rule("better", role="lead", rank=10, when={"farmer": "true"}))) is not None


@pytest.mark.parametrize(
    "more",
    [
        {"urgency": "critical"},
        {"confidential": True},
        {"advice": Text("Gardez les courriers.")},
        {"answer_hours": 4, "role": "lead", "rank": 90},
        {"legal_clock": LegalClockSpec("stop", "stopped_on", 45, "L631-4", Text("Délai"))},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_a_weaker_rule_adds_besides_its_partner_is_worth_a_question(more: dict[str, Any]) -> None:
    fields: dict[str, Any] = {"role": "inform", "when": {"farmer": "true"}, **more}
    found = ask(rule_set(rule("sure", role="lead", rank=20), rule("more", **fields)))
    assert found is not None
    assert found.fact == "farmer"


def test_the_date_that_a_legal_delay_runs_from_is_asked() -> None:
    clock = LegalClockSpec("stop", "stopped_on", 45, "L631-4", Text("Délai"))
    rules = rule_set(rule("sure", legal_clock=clock))
    found = ask(rules)
    assert found is not None
    assert found.fact == "stopped_on"
    assert ask(rules, stopped_on="2026-11-01") is None


def test_a_territory_that_is_not_known_yet_is_counted_on_but_not_asked() -> None:
    rules = rule_set(rule("roanne", when={"territory": '"dep:42"', "farmer": "true"}))
    found = next_question(rules, ["debt"], {}, (), ON, ASKABLE)
    assert found is not None
    assert found.fact == "farmer"
    assert next_question(rules, ["debt"], {}, {"dep:69"}, ON, ASKABLE) is None


def test_an_answer_that_only_says_that_it_is_known_takes_a_rule_away() -> None:
    assert ask(rule_set(rule("unsure", when={"staff": "unknown()"}))) is not None


def test_what_hangs_on_an_answer_is_told_for_every_need() -> None:
    rules = rule_set(
        rule("one", when={"subject": '"debt"', "farmer": "true"}),
        rule("two", Partner.MSA, when={"subject": '"sale"', "farmer": "false"}),
    )
    found = next_question(rules, _SUBJECTS, {}, {"dep:42"}, ON, ASKABLE)
    assert found is not None
    assert [(stake.subject, stake.kind) for stake in found.stakes] == [("debt", Partner.CCI), ("sale", Partner.MSA)]


_CLOCKS = st.sampled_from([None, None, *(LegalClockSpec("stop", "stopped_on", days, "", Text("")) for days in (8, 45))])
_RULES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "when": st.fixed_dictionaries({}, optional={name: st.sampled_from(cells) for name, cells in CELLS.items()}),
        "partner": st.sampled_from([Partner.CCI, Partner.CMA, Partner.MSA]),
        "role": st.sampled_from(["lead", "support", "inform"]),
        "rank": st.integers(1, 2),
        "answer_hours": st.sampled_from([16, 16, 24]),
        "urgency": st.sampled_from(["normal", "normal", "high"]),
        "confidential": st.sampled_from([False, False, True]),
        "legal_clock": _CLOCKS,
        "advice": st.sampled_from([None, None, None, Text("Conseil")]),
    }
)
_TABLES = st.lists(_RULES, max_size=6).map(
    lambda rows: rule_set(*(rule(**row, id=f"r{place}") for place, row in enumerate(rows)))
)
_KNOWN = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in ANSWERS.items()})


@settings(deadline=None, max_examples=300)
@given(rules=_TABLES, known=_KNOWN, territory=st.sampled_from([(), ("dep:42",)]))
def test_a_fact_that_is_not_named_cannot_change_what_happens(
    rules: RuleSet, known: dict[str, Any], territory: tuple[str, ...]
) -> None:
    """The oracle answers everything in every way: what happens depends on the named facts alone."""
    askable = [name for name in ASKABLE if name not in known]
    named = {question.fact for question in open_questions(rules, ["debt"], known, territory, ON, askable)}
    seen: dict[object, object] = {}
    for answers, place in _lives(known, askable, territory):
        telling = (place, *(str(answers.get(name)) for name in askable if name in named))
        happens = _happens(rules, answers, place)
        assert seen.setdefault(telling, happens) == happens


def _lives(
    known: dict[str, Any], askable: list[str], territory: tuple[str, ...]
) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    places = [territory] if territory else [(), ("dep:42",), ("dep:69",)]
    for place in places:
        for values in product(*(ANSWERS[name] for name in askable)):
            yield known | dict(zip(askable, values, strict=True)), place


def _happens(rules: RuleSet, answers: dict[str, Any], place: tuple[str, ...]) -> object:
    """All that resolve says but the reasons, with the legal dates."""
    found = resolve(rules.fired(rules.decide("debt", answers, place, ON)))
    partners = [
        (each.kind, each.role, each.rank, each.answer_hours) for each in (*found.leads, *found.supports, *found.informs)
    ]
    clocks = {(clock.name, clock.days, str(answers.get(clock.fact))) for clock in found.legal_clocks}
    advice = [each.id for each in found.advice]
    return partners, found.ties, found.urgency, found.confidential, clocks, advice
