"""What a decision table of a DMN file answers."""

import json
from decimal import Decimal

import pytest

from care_triage.dmn import DmnError, Model, read_inputs, read_model, written
from tests.unit.dmn.models import decision, literal, model, source, table

STAFF = [("Staff", "number"), ("Sector", "string"), ("Listed", "boolean")]
RULES = [
    (">= 50", "-", "true", '"visit"', "30"),
    (">= 50", '"trade","craft"', "-", '"call"', "12.50"),
    ("-", 'not("farm")', "-", '"letter"', "1.05"),
]


def answer(found: Model, name: str, inputs: object) -> object:
    return json.loads(written(found.decide(name, read_inputs(json.dumps(inputs)))), parse_float=Decimal)


def advice(policy: str, *, outputs: tuple[str, ...] = ("Action", "Cost"), extra: str = "") -> Model:
    width = 3 + len(outputs)
    rules = [rule[:width] for rule in RULES]
    logic = table(policy, ["Staff | [0..10000]", "Sector", "Listed"], outputs, rules, extra=extra)
    return model(decision("First Advice", logic), inputs=STAFF)


BIG = {"Staff": 60, "Sector": "trade", "Listed": True}


@pytest.mark.parametrize(
    ("policy", "outputs", "wanted"),
    [
        ("FIRST", ("Action", "Cost"), {"Action": "visit", "Cost": 30}),
        ("RULE ORDER", ("Action",), ["visit", "call", "letter"]),
        ("COLLECT", ("Action",), ["visit", "call", "letter"]),
        ("PRIORITY", ('Action | "letter", "call", "visit"',), "letter"),
        ("OUTPUT ORDER", ('Action | "call", "letter", "visit"',), ["call", "letter", "visit"]),
    ],
)
def test_each_hit_policy_answers_in_its_own_way(policy: str, outputs: tuple[str, ...], wanted: object) -> None:
    assert answer(advice(policy, outputs=outputs), "First Advice", BIG) == wanted


@pytest.mark.parametrize(
    ("aggregation", "wanted"),
    [("SUM", Decimal("43.55")), ("MIN", Decimal("1.05")), ("MAX", 30), ("COUNT", 3)],
)
def test_collect_sums_up_exactly(aggregation: str, wanted: object) -> None:
    rules = [(*rule[:3], rule[4]) for rule in RULES]
    logic = table("COLLECT", ["Staff", "Sector", "Listed"], ["Cost"], rules, extra=f'aggregation="{aggregation}"')
    assert answer(model(decision("Cost", logic), inputs=STAFF), "Cost", BIG) == wanted


def test_without_a_rule_that_fires_the_answer_is_null_or_the_default() -> None:
    rules = [(">= 50", '"visit"')]
    found = model(
        decision("Bare", table("UNIQUE", ["Staff"], ["Action"], rules)),
        decision("Kind", table("UNIQUE", ["Staff"], ['Action |  | "wait"'], rules)),
        inputs=STAFF,
    )
    assert answer(found, "Bare", {"Staff": 3}) is None
    assert answer(found, "Bare", {}) is None
    assert answer(found, "Kind", {"Staff": 3}) == "wait"


def test_a_unique_table_with_two_hits_is_refused_with_its_rules() -> None:
    with pytest.raises(DmnError, match="décision « First Advice »"):
        advice("UNIQUE").decide("First Advice", read_inputs(json.dumps(BIG)))


def test_an_any_table_accepts_hits_that_agree_only() -> None:
    rules = [(">= 50", '"visit"'), (">= 10", '"visit"'), ("< 20", '"call"')]
    found = model(decision("Any", table("ANY", ["Staff"], ["Action"], rules)), inputs=STAFF)
    assert answer(found, "Any", {"Staff": 60}) == "visit"
    with pytest.raises(DmnError):
        answer(found, "Any", {"Staff": 15})


def test_a_decision_reads_the_answers_of_the_decisions_it_requires() -> None:
    size = table("FIRST", ["Staff"], ["size"], [("< 10", '"small"'), ("-", '"large"')])
    fee = table("UNIQUE", ["Firm Size"], ["fee"], [('"small"', "10"), ('"large"', "Base Fee * 2 + 0.10")])
    found = model(
        decision("Fee", fee, requires=["firm-size", "base-fee"]),
        decision("Firm Size", size),
        decision("Base Fee", literal("50.05")),
        inputs=STAFF,
    )
    assert answer(found, "Fee", {"Staff": 12}) == Decimal("100.2")
    assert answer(found, "Fee", {"Staff": 3}) == 10
    assert answer(found, "fee", {"Firm Size": "large", "Base Fee": 1}) == Decimal("2.1")


def test_requirements_in_a_circle_are_refused() -> None:
    one, two = decision("One", literal("Two"), requires=["two"]), decision("Two", literal("One"), requires=["one"])
    with pytest.raises(DmnError, match="dépend d’elle-même"):
        model(one, two).decide("One", {})


def test_a_thousand_decisions_in_a_row_are_decided() -> None:
    chain = [decision("D0", literal("1"))]
    chain += [decision(f"D{n}", literal(f"D{n - 1} + 1"), requires=[f"d{n - 1}"]) for n in range(1, 300)]
    assert model(*chain).decide("D299", {}) == 300


def test_contexts_lists_and_names_with_spaces_are_read() -> None:
    rules = [('"42"', 'list contains(?, "tva")', "<= 12.5", '"ccsf"')]
    logic = table("UNIQUE", ["Firm.address.dep", "Public Debts", "Firm.overdue share"], ["who"], rules)
    found = model(decision("Who", logic), inputs=[("Firm", "Any"), ("Public Debts", "Any")])
    firm = {"address": {"dep": "42"}, "overdue share": 12.5}
    assert answer(found, "Who", {"Firm": firm, "Public Debts": ["urssaf", "tva"]}) == "ccsf"
    assert answer(found, "Who", {"Firm": firm, "Public Debts": ["urssaf"]}) is None


def test_dates_come_as_iso_texts_and_go_back_as_such() -> None:
    rules = [('< date("2026-03-01")', "Stopped On"), ('[date("2026-03-01")..date("2026-04-01"))', '@"2026-12-31"')]
    found = model(decision("Until", table("FIRST", ["Stopped On"], ["until"], rules)), inputs=[("Stopped On", "date")])
    assert answer(found, "Until", {"Stopped On": "2026-02-28"}) == "2026-02-28"
    assert answer(found, "Until", {"Stopped On": "2026-03-31"}) == "2026-12-31"
    with pytest.raises(DmnError, match="une date"):
        answer(found, "Until", {"Stopped On": "le 3 mars"})


def test_priorities_may_come_from_the_declared_type() -> None:
    types = (
        '<itemDefinition name="tAnswer"><typeRef>string</typeRef><allowedValues><text>"b","a"</text></allowedValues>'
        "</itemDefinition>"
    )
    logic = table("PRIORITY", ["Staff"], ["x"], [("-", '"a"'), ("-", '"b"')], extra='typeRef="tAnswer"')
    assert model(decision("X", logic), inputs=STAFF, types=types).decide("X", {}) == "b"


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
        "http://example.org/definitions/of-a-careless-tool",
    ],
)
def test_every_version_of_dmn_is_read(namespace: str) -> None:
    assert model(decision("D", literal('"x"')), namespace=namespace).decide("D", {}) == "x"


def test_a_value_outside_the_allowed_ones_is_refused() -> None:
    with pytest.raises(DmnError, match="valeur permise"):
        answer(advice("FIRST"), "First Advice", {**BIG, "Staff": 20_000})


@pytest.mark.parametrize("collection", ["false", "true"])
def test_a_value_outside_its_declared_type_is_refused(collection: str) -> None:
    types = (
        f'<itemDefinition name="tAge" isCollection="{collection}"><typeRef>number</typeRef>'
        "<allowedValues><text>[0..120]</text></allowedValues></itemDefinition>"
    )
    found = model(decision("X", literal("Age")), inputs=[("Age", "tAge")], types=types)
    right, wrong = (7, 700) if collection == "false" else ([7, 120], [7, 700])
    assert answer(found, "X", {"Age": right}) == right
    assert answer(found, "X", {"Age": None}) is None
    with pytest.raises(DmnError, match="donnée « Age » : « 700 » n’est pas une valeur permise"):
        answer(found, "X", {"Age": wrong})


def test_an_unknown_decision_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(DmnError, match="First Advice"):
        advice("FIRST").decide("Second Advice", {})


def test_a_wrong_cell_is_refused_at_its_character_even_when_its_rule_does_not_fire() -> None:
    logic = table("FIRST", ["Staff"], ["x"], [("> 5", "1"), ("< 10, ]3", "2")])
    with pytest.raises(DmnError, match=r"règle 2, « Staff », caractère 7 :"):
        model(decision("D", logic), inputs=STAFF).decide("D", {"Staff": Decimal(9)})


def test_a_file_that_is_not_dmn_is_refused() -> None:
    for data in (b"", b"<a/>", b"\xff\xfe\x00", b"not xml", b'<?xml version="1.0" encoding="x-nothing"?><a/>'):
        with pytest.raises(DmnError):
            read_model(data)


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + source(decision("D", literal("1")))
    with pytest.raises(DmnError, match="DTD"):
        read_model(bomb)
