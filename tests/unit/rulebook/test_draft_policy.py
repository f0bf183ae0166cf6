"""Drafts as plain values: composed, compared, put in order, carried over."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.infra import clock
from care_triage.rulebook.policy import (
    DraftRow,
    base_fields,
    compare,
    compose,
    draft_rules,
    fields_of,
    normal_fields,
    positions,
    problems_of_rule,
    rebase,
)
from care_triage.rulebook.policy.order import merged, steady
from care_triage.rulebook.types import DraftState, DraftView, RuleFields
from care_triage.triage.document import LegalClockSpec, RuleSetDocument
from care_triage.triage.records import Text
from tests.support.rules import BUYER, SMALL, document, rule

SOUND = fields_of(rule("pilote"))


def draft_of(rows: list[DraftRow], base: RuleSetDocument = SMALL) -> DraftView:
    return DraftView(1, "Essai", DraftState.OPEN, 1, 1, 1, base, draft_rules(base, rows))


def row(rule_id: str, fields: RuleFields | None, position: float | None = None, **rest: Any) -> DraftRow:
    return DraftRow(rule_id, position, fields, 1, "Alma", clock.now(), **rest)


def composed(rows: list[DraftRow], base: RuleSetDocument = SMALL) -> RuleSetDocument:
    found = compose(draft_of(rows, base))
    assert found.document is not None, found.problems
    return found.document


def wrong(**changes: Any) -> dict[str, tuple[str, int | None]]:
    """The problems of a sound rule with some fields changed: field to sentence and place."""
    fields = {name: value for name, value in {**SOUND, **changes}.items() if value is not ...}
    return {each.field: (each.message, each.offset) for each in problems_of_rule(SMALL, "pilote", fields)}


def test_an_untouched_draft_is_its_base() -> None:
    assert composed([]) == SMALL


def test_a_sound_rule_has_no_problem() -> None:
    assert wrong() == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rank": "dix"}, "rank"),
        ({"rank": ...}, "rank"),
        ({"why": ...}, "why"),
        ({"partner": "inconnu"}, "partner"),
        ({"partner": None}, "partner"),
        ({"role": ["lead"]}, "role"),
        ({"status": "Z"}, "status"),
        ({"answer_hours": 0}, "answer_hours"),
        ({"valid_from": "demain"}, "valid_from"),
        ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "valid_until"),
        ({"confidential": "oui"}, "confidential"),
        ({"couleur": "bleu"}, "couleur"),
        ({"when": {}}, "when"),
        ({"when": ...}, "when"),
        ({"when": "toujours"}, "when"),
        ({"when": {"subject": 3}}, "when.subject"),
        ({"when": {"inconnue": "true"}}, "when.inconnue"),
        ({"when": {"subject": '"nulle-part"'}}, "when.subject"),
        ({"legal_clock": {"name": "x"}}, "legal_clock"),
        ({"legal_clock": {"name": "x", "fact": "employees", "days": 3, "law": "L", "label": "D"}}, "legal_clock.fact"),
        ({"legal_clock": {"name": "x", "fact": "filed_on", "days": -3, "law": "L", "label": "D"}}, "legal_clock.days"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(changes: dict[str, Any], field: str) -> None:
    found = wrong(**changes)
    assert list(found) == [field]
    assert found[field][0].endswith(".") or found[field][0]


def test_every_wrong_field_is_said_at_once() -> None:
    found = wrong(rank="dix", role="chef", when={"employees": ">= dix", "subject": "("})
    assert set(found) == {"rank", "role", "when.employees", "when.subject"}
    assert found["when.employees"][1] == 3


def test_texts_may_come_in_two_languages() -> None:
    assert wrong(advice="Un conseil.", advice_en="Some advice.", why_en="Because.") == {}


def test_what_says_nothing_is_left_out() -> None:
    fields = {
        **SOUND,
        "id": "x",
        "urgency": "normal",
        "confidential": False,
        "advice": " ",
        "legal_clock": {"name": ""},
    }
    assert normal_fields({**fields, "when": {**SOUND["when"], "employees": " "}}) == SOUND
    assert normal_fields({**SOUND, "why": " Parce que. "}) == SOUND


def test_two_versions_are_compared_rule_by_rule() -> None:
    clock_spec = LegalClockSpec("delai", "filed_on", 10, "L. 1", Text("Dix jours"))
    new = document(
        rule("nouvelle"), rule("pilote", rank=11), rule("acheteur", BUYER, employees="< 10"),
        replace(rule("libre"), legal_clock=clock_spec),
    )  # fmt: skip
    old = document(*SMALL.rules, rule("libre"))
    found = {change.rule_id: change for change in compare(old, new)}
    assert {rule_id: change.change for rule_id, change in found.items()} == {
        "nouvelle": "added", "pilote": "changed", "acheteur": "changed", "libre": "changed", "appui": "removed",
    }  # fmt: skip
    assert [(each.field, each.before, each.after) for each in found["pilote"].fields] == [("rank", 10, 11)]
    assert [(each.field, each.before, each.after) for each in found["acheteur"].fields] == [
        ("when.employees", None, "< 10")
    ]
    assert ("legal_clock.days", None, 10) in [(each.field, each.before, each.after) for each in found["libre"].fields]
    assert compare(new, new) == ()


def test_only_the_rule_that_moved_is_said_to_move() -> None:
    old = document(rule("a"), rule("b"), rule("c"), rule("d"))
    new = document(rule("b"), rule("c"), rule("d"), rule("a"))
    (change,) = compare(old, new)
    assert (change.rule_id, [(each.field, each.before, each.after) for each in change.fields]) == (
        "a", [("position", 1, 4)],
    )  # fmt: skip


IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(IDS, IDS)
def test_positions_make_the_wanted_order(base: list[str], wanted: list[str]) -> None:
    found = positions(base, wanted)
    places = {rule_id: float(place) for place, rule_id in enumerate(base)} | dict(found)
    assert sorted(wanted, key=lambda rule_id: places[rule_id]) == wanted
    assert steady(base, wanted).isdisjoint(found)


@given(IDS, IDS)
def test_nothing_is_lost_when_two_orders_are_merged(backbone: list[str], other: list[str]) -> None:
    found = merged(backbone, other)
    assert sorted(found) == sorted({*backbone, *other})
    assert [each for each in found if each in backbone] == backbone


VERSIONS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 3)), unique_by=lambda pair: pair[0])


def made(rows: list[tuple[str, int]]) -> RuleSetDocument:
    return document(*(rule(rule_id, rank=rank) for rule_id, rank in rows))


@given(VERSIONS, VERSIONS, VERSIONS)
def test_carried_over_each_rule_is_mine_theirs_or_contested(
    old: list[tuple[str, int]], new: list[tuple[str, int]], mine: list[tuple[str, int]]
) -> None:
    before, standing, wanted = base_fields(made(old)), base_fields(made(new)), base_fields(made(mine))
    rows = [row(each, wanted.get(each)) for each in {**before, **wanted} if before.get(each) != wanted.get(each)]
    carried = rebase(rows, made(old), made(new))
    said = {each.id: None if each.change == "removed" else each.fields for each in draft_rules(made(new), carried)}
    contested = {each.rule_id for each in carried if each.is_contested}
    for rule_id in "abcd":
        was, theirs, ours = before.get(rule_id), standing.get(rule_id), wanted.get(rule_id)
        assert (rule_id in contested) == (ours not in (was, theirs) and theirs != was)
        assert said.get(rule_id) == (theirs if ours == was else ours)
