"""Facts are declared properly, and their values travel as JSON and back."""

import json
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.rules import Code, Fact, FactError, Kind, Vocabulary, VocabularyError, codes, plain_value, read_facts
from care_triage.rules.spans import Span, complement, merge
from tests.unit.rules.strategies import VOCABULARY, facts


@pytest.mark.parametrize("name", ["", "Employees", "9lives", "_x", "a-b", "a b", "é", "x" * 65, 7])
def test_a_fact_has_a_snake_case_name(name: str) -> None:
    with pytest.raises(VocabularyError, match="is not a fact name"):
        Fact(name, Kind.INTEGER)


@pytest.mark.parametrize("kind", [Kind.ENUM, Kind.SET])
def test_a_list_of_choices_declares_its_codes(kind: Kind) -> None:
    with pytest.raises(VocabularyError, match="must declare its codes"):
        Fact("x", kind)


@pytest.mark.parametrize("kind", [Kind.INTEGER, Kind.MONEY, Kind.DATE, Kind.BOOLEAN])
def test_a_number_a_date_or_a_yes_takes_no_codes(kind: Kind) -> None:
    with pytest.raises(VocabularyError, match="takes no codes"):
        Fact("x", kind, values=codes("a"))


@pytest.mark.parametrize("code", ["", " a", "a ", "a\nb", "a\u00a0b", "\u202e", "ﬁ", "x" * 201, 42])
def test_a_code_is_plain_text(code: str) -> None:
    with pytest.raises(VocabularyError, match="is not a code"):
        Fact("x", Kind.ENUM, values=(Code(code),))


def test_a_code_is_declared_once() -> None:
    with pytest.raises(VocabularyError, match="fact x: Code “a” is declared twice"):
        Fact("x", Kind.ENUM, values=codes("a", "b", "a"))


def test_a_fact_is_declared_once_and_found_by_name() -> None:
    with pytest.raises(VocabularyError, match="Fact “x” is declared twice"):
        Vocabulary([Fact("x", Kind.DATE), Fact("x", Kind.INTEGER)])
    assert VOCABULARY.fact("farmer").kind is Kind.BOOLEAN
    with pytest.raises(FactError, match="There is no fact named “nobody”"):
        VOCABULARY.fact("nobody")


def test_an_open_nomenclature_knows_any_plain_code_and_a_closed_one_only_its_own() -> None:
    assert VOCABULARY["naf"].knows("99.99Z")
    assert not VOCABULARY["naf"].knows("9\u0435")
    assert VOCABULARY["sector"].knows("47.11F")
    assert not VOCABULARY["sector"].knows("99.99Z")


@settings(deadline=None, max_examples=200)
@given(seen=facts())
def test_facts_travel_as_json_and_back(seen: dict[str, object]) -> None:
    known = {name: value for name, value in seen.items() if value is not None}
    carried = json.loads(json.dumps({name: plain_value(value) for name, value in known.items()}))
    again = read_facts(VOCABULARY, carried)
    assert again == known


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"turnover": 0.1}, Decimal("0.1")),
        ({"turnover": 12}, 12),
        ({"turnover": "1234.50"}, Decimal("1234.50")),
        ({"cessation_on": "2026-01-31"}, date(2026, 1, 31)),
        ({"debts": []}, frozenset()),
        ({"debts": ["bank", "bank"]}, frozenset({"bank"})),
        ({"territory": ["dep:69", "fr"]}, frozenset({"dep:69", "fr"})),
        ({"territory": "dep:69"}, "dep:69"),
    ],
)
def test_a_fact_is_read_from_json(raw: dict[str, object], value: object) -> None:
    assert list(read_facts(VOCABULARY, raw).values()) == [value]


def test_null_is_unknown() -> None:
    assert read_facts(VOCABULARY, {"turnover": None, "farmer": False}) == {"farmer": False}


@pytest.mark.parametrize(
    "raw",
    [
        {"nobody": None},
        {"turnover": "12,50"},
        {"turnover": "1_000"},
        {"turnover": "١٢"},
        {"turnover": "NaN"},
        {"turnover": float("inf")},
        {"turnover": 0.001},
        {"turnover": "9" * 100_000},
        {"turnover": "1e999999999999999999999"},
        {"employees": 12.0},
        {"employees": "12"},
        {"cessation_on": "2026-02-30"},
        {"cessation_on": "20260131"},
        {"cessation_on": "2026-W01-1"},
        {"debts": "bank"},
        {"debts": [1]},
        {"debts": [["bank"]]},
        {"debts": {"bank": True}},
        {"farmer": "yes"},
        {"subject": ["debt"]},
    ],
)
def test_a_fact_that_cannot_be_read_from_json_is_refused(raw: dict[str, object]) -> None:
    with pytest.raises(FactError) as caught:
        read_facts(VOCABULARY, raw)
    assert len(str(caught.value)) < 300


_EDGES = st.none() | st.integers(-4, 4)
_SPANS = st.lists(st.tuples(_EDGES, _EDGES).map(lambda edges: Span(*edges)), max_size=5)
_LINE = range(-7, 8)


def _steps(spans: tuple[Span, ...] | list[Span]) -> set[int]:
    inside = ((low, high, step) for low, high in spans for step in _LINE)
    return {step for low, high, step in inside if (low is None or low <= step) and (high is None or step < high)}


@given(spans=_SPANS)
def test_merging_spans_keeps_their_steps_and_leaves_gaps_between_them(spans: list[Span]) -> None:
    merged = merge(spans)
    assert _steps(merged) == _steps(spans)
    for left, right in pairwise(merged):
        assert left.high is not None
        assert right.low is not None
        assert left.high < right.low


@given(spans=_SPANS)
def test_the_complement_of_spans_is_every_other_step(spans: list[Span]) -> None:
    assert _steps(complement(spans)) == set(_LINE) - _steps(spans)
    assert complement(complement(spans)) == merge(spans)
