"""Hit policies: what a table answers with no rule, one rule or several rules."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.rules import HitPolicyError
from care_triage.rules.hit_policy import Aggregator, Hit, HitPolicy, OutputColumn, apply

COLOUR = OutputColumn("colour", ("red", "orange", "green"))
DELAY = OutputColumn("delay", (48, 24))
FREE = OutputColumn("note")


def _hits(*rows: tuple[object, ...]) -> list[Hit]:
    return [Hit(f"r{number}", row) for number, row in enumerate(rows, start=1)]


ONE = _hits(("green",))
TWO = _hits(("green",), ("red",))


@pytest.mark.parametrize(
    ("policy", "answer"),
    [
        (HitPolicy.FIRST, "green"),
        (HitPolicy.PRIORITY, "red"),
        (HitPolicy.RULE_ORDER, ["green", "red"]),
        (HitPolicy.OUTPUT_ORDER, ["red", "green"]),
        (HitPolicy.COLLECT, ["green", "red"]),
    ],
)
def test_two_rules_that_differ(policy: HitPolicy, answer: object) -> None:
    assert apply(policy, TWO, [COLOUR]) == answer


@pytest.mark.parametrize("policy", HitPolicy)
def test_one_rule_answers_alone(policy: HitPolicy) -> None:
    assert apply(policy, ONE, [COLOUR]) == (["green"] if policy.is_list else "green")


@pytest.mark.parametrize("policy", HitPolicy)
def test_no_rule_answers_with_the_default_or_with_nothing(policy: HitPolicy) -> None:
    assert apply(policy, [], [COLOUR]) == ([] if policy.is_list else None)
    column = OutputColumn("colour", COLOUR.values, default="orange")
    assert apply(policy, [], [column]) == (["orange"] if policy.is_list else "orange")


def test_several_outputs_are_named_and_so_are_their_defaults() -> None:
    columns = [COLOUR, OutputColumn("delay", default=24)]
    assert apply(HitPolicy.FIRST, _hits(("red", 48)), columns) == {"colour": "red", "delay": 48}
    assert apply(HitPolicy.FIRST, [], columns) == {"colour": None, "delay": 24}
    assert apply(HitPolicy.COLLECT, _hits(("red", 48)), columns) == [{"colour": "red", "delay": 48}]


def test_a_false_default_is_a_default() -> None:
    assert apply(HitPolicy.UNIQUE, [], [OutputColumn("fit", default=False)]) is False


def test_unique_names_the_rules_that_fire_together() -> None:
    with pytest.raises(HitPolicyError, match="several do: r1, r2") as caught:
        apply(HitPolicy.UNIQUE, TWO, [COLOUR])
    assert caught.value.rules == ("r1", "r2")


def test_any_accepts_equal_answers_and_names_the_two_that_differ() -> None:
    assert apply(HitPolicy.ANY, _hits(("red",), ("red",)), [COLOUR]) == "red"
    with pytest.raises(HitPolicyError) as caught:
        apply(HitPolicy.ANY, _hits(("red",), ("red",), ("green",)), [COLOUR])
    assert caught.value.rules == ("r1", "r3")


def test_yes_is_not_the_number_one() -> None:
    with pytest.raises(HitPolicyError):
        apply(HitPolicy.ANY, _hits((True,), (1,)), [FREE])
    column = OutputColumn("flag", (1, True))
    assert apply(HitPolicy.OUTPUT_ORDER, _hits((True,), (1,)), [column])[0] is not True  # type: ignore[index]


def test_priority_reads_columns_from_left_to_right_and_skips_those_without_values() -> None:
    hits = _hits(("z", "red", 24), ("a", "red", 48), ("m", "green", 48), ("k", "red", 48))
    answers = apply(HitPolicy.OUTPUT_ORDER, hits, [FREE, COLOUR, DELAY])
    assert isinstance(answers, list)
    assert [answer["note"] for answer in answers] == ["a", "k", "z", "m"]
    assert apply(HitPolicy.PRIORITY, hits, [FREE, COLOUR, DELAY]) == answers[0]


def test_priority_needs_a_list_of_values_that_holds_the_answer() -> None:
    with pytest.raises(HitPolicyError) as caught:
        apply(HitPolicy.PRIORITY, ONE, [FREE])
    assert caught.value.key == "no_priorities"
    with pytest.raises(HitPolicyError) as caught:
        apply(HitPolicy.OUTPUT_ORDER, _hits(("red",), ("blue",)), [COLOUR])
    assert (caught.value.key, caught.value.rules) == ("unlisted_output", ("r2",))


NUMBERS = _hits((Decimal("98.83"),), (64,), (64,))


@pytest.mark.parametrize(
    ("aggregator", "answer"),
    [
        (Aggregator.MIN, 64),
        (Aggregator.MAX, Decimal("98.83")),
        (Aggregator.SUM, Decimal("226.83")),
        (Aggregator.COUNT, 3),
    ],
)
def test_collect_sums_up(aggregator: Aggregator, answer: object) -> None:
    assert apply(HitPolicy.COLLECT, NUMBERS, [FREE], aggregator) == answer


def test_texts_and_dates_have_a_smallest_and_a_largest_but_no_sum() -> None:
    for values in (("a", "b"), (date(2026, 1, 1), date(2026, 2, 1))):
        hits = _hits(*((value,) for value in values))
        assert apply(HitPolicy.COLLECT, hits, [FREE], Aggregator.MIN) == values[0]
        assert apply(HitPolicy.COLLECT, hits, [FREE], Aggregator.MAX) == values[1]
        with pytest.raises(HitPolicyError):
            apply(HitPolicy.COLLECT, hits, [FREE], Aggregator.SUM)


@pytest.mark.parametrize("odd", [None, True, "text", 0.5, [1]])
def test_what_cannot_be_added_is_refused_with_its_rules(odd: object) -> None:
    with pytest.raises(HitPolicyError) as caught:
        apply(HitPolicy.COLLECT, [*NUMBERS, Hit("odd", (odd,))], [FREE], Aggregator.SUM)
    assert caught.value.rules[-1] == "odd"
    assert "odd" in caught.value.message("fr")


def test_nothing_to_sum_up_is_nothing_but_a_count_of_zero() -> None:
    assert apply(HitPolicy.COLLECT, [], [FREE], Aggregator.COUNT) == 0
    assert apply(HitPolicy.COLLECT, [], [FREE], Aggregator.SUM) is None
    assert apply(HitPolicy.COLLECT, [], [OutputColumn("sum", default=7)], Aggregator.SUM) == 7


def test_hits_of_several_outputs_can_only_be_counted() -> None:
    hits = _hits(("red", 24), ("red", 24))
    assert apply(HitPolicy.COLLECT, hits, [COLOUR, DELAY], Aggregator.COUNT) == 2
    with pytest.raises(HitPolicyError) as caught:
        apply(HitPolicy.COLLECT, hits, [COLOUR, DELAY], Aggregator.MAX)
    assert caught.value.key == "one_output_needed"


@pytest.mark.parametrize(
    ("policy", "hits", "columns", "aggregator", "key"),
    [
        (HitPolicy.FIRST, ONE, [COLOUR], Aggregator.SUM, "aggregator_refused"),
        (HitPolicy.FIRST, [], [], None, "no_output"),
        (HitPolicy.FIRST, ONE, [COLOUR, FREE], None, "output_count"),
    ],
)
def test_a_table_that_cannot_be_is_refused(
    policy: HitPolicy, hits: list[Hit], columns: list[OutputColumn], aggregator: Aggregator | None, key: str
) -> None:
    with pytest.raises(HitPolicyError) as caught:
        apply(policy, hits, columns, aggregator)
    assert caught.value.key == key


@given(rows=st.lists(st.tuples(st.sampled_from(COLOUR.values), st.sampled_from(DELAY.values)), min_size=1))
def test_policies_agree_with_each_other(rows: list[tuple[object, ...]]) -> None:
    hits, columns = _hits(*rows), [COLOUR, DELAY]
    ordered = apply(HitPolicy.OUTPUT_ORDER, hits, columns)
    collected = apply(HitPolicy.COLLECT, hits, columns)
    assert isinstance(ordered, list)
    assert isinstance(collected, list)
    assert apply(HitPolicy.PRIORITY, hits, columns) == ordered[0]
    assert apply(HitPolicy.FIRST, hits, columns) == collected[0]
    assert apply(HitPolicy.RULE_ORDER, hits, columns) == collected
    assert sorted(map(str, ordered)) == sorted(map(str, collected))
    assert apply(HitPolicy.COLLECT, hits, columns, Aggregator.COUNT) == len(rows)
