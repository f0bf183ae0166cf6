"""What a decision says of its rules, its facts and the date."""

import decimal
import doctest
import json
from datetime import date, datetime
from decimal import Decimal

import pytest

import care_triage.rules
from care_triage.rules import (
    Explanation,
    Fact,
    FactError,
    Kind,
    Rule,
    RuleError,
    RuleTable,
    Status,
    Vocabulary,
    codes,
    read_facts,
    read_rule,
)
from tests.unit.rules.strategies import VOCABULARY

TODAY = date(2026, 1, 15)


def _table(**cells: dict[str, str]) -> RuleTable:
    rules = [read_rule(VOCABULARY, name, row, outputs=name.upper()) for name, row in cells.items()]
    return RuleTable.compile(VOCABULARY, rules)


TABLE = _table(
    base={"subject": '"debt"'},
    large={"subject": '"debt"', "employees": ">= 50", "territory": '"dep:69"'},
    farm={"subject": '"debt"', "farmer": "true", "debts": 'list contains(?, "social")'},
    silent={"subject": '"debt"', "cessation_on": "unknown()"},
    dated={"cessation_on": "known()", "employees": "known()"},
)


def test_rules_fire_fail_or_wait_and_say_why() -> None:
    decision = TABLE.decide({"subject": "debt", "farmer": False, "employees": 60}, on=TODAY)
    assert decision.fired == ("base", "silent")
    assert decision.outputs == ("BASE", "SILENT")
    assert dict(decision.failed) == {"farm": ("farmer",), "dated": ("cessation_on",)}
    assert dict(decision.undecided) == {"large": ("territory",)}
    assert decision.not_in_force == ()


def test_a_missing_fact_and_a_fact_that_is_none_are_both_unknown() -> None:
    missing = TABLE.decide({"subject": "debt"}, on=TODAY)
    none = TABLE.decide({"subject": "debt", "employees": None, "farmer": None, "debts": None}, on=TODAY)
    assert missing.to_dict() == none.to_dict()
    assert dict(missing.facts) == dict(none.facts) == {"subject": "debt"}


def test_an_unknown_is_neither_false_nor_zero_nor_an_empty_set() -> None:
    table = _table(no={"farmer": "false"}, small={"employees": "< 10"}, none={"debts": 'not(list contains(?, "bank"))'})
    assert dict(table.decide({}, on=TODAY).undecided) == {
        "no": ("farmer",),
        "small": ("employees",),
        "none": ("debts",),
    }
    known = {"farmer": False, "employees": 0, "debts": frozenset[str]()}
    assert table.decide(known, on=TODAY).fired == ("no", "small", "none")


def test_a_false_condition_settles_a_rule_whatever_else_is_unknown() -> None:
    assert TABLE.decide({"subject": "debt", "employees": 3}, on=TODAY).explain("large") == Explanation(
        "large", Status.FAILED, ("employees",)
    )


def test_a_rule_without_conditions_always_fires() -> None:
    table = RuleTable.compile(VOCABULARY, [Rule("always", outputs=1)])
    assert table.decide({}, on=TODAY).fired == ("always",)


def test_an_empty_table_decides_nothing_and_still_checks_facts() -> None:
    table = RuleTable.compile(VOCABULARY, [])
    assert table.decide({"subject": "debt"}, on=TODAY).to_dict()["fired"] == []
    with pytest.raises(FactError):
        table.decide({"subject": "nonsense"}, on=TODAY)


def test_a_table_without_facts_decides_too() -> None:
    assert RuleTable.compile(Vocabulary([]), [Rule("always")]).decide({}, on=None).fired == ("always",)


def test_explanations_list_facts_in_the_order_of_the_vocabulary() -> None:
    table = _table(all={"debts": 'list contains(?, "bank")', "farmer": "true", "subject": '"debt"'})
    assert table.decide({}, on=TODAY).undecided["all"] == ("subject", "farmer", "debts")


def test_a_rule_is_in_force_from_its_first_to_its_last_day() -> None:
    rule = Rule("year", valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31))
    table = RuleTable.compile(VOCABULARY, [rule, Rule("ever")])
    for on, fired in [
        (date(2025, 12, 31), ("ever",)),
        (date(2026, 1, 1), ("year", "ever")),
        (date(2026, 12, 31), ("year", "ever")),
        (date(2027, 1, 1), ("ever",)),
    ]:
        assert table.decide({}, on).fired == fired
    assert table.decide({}, date(2027, 1, 1)).not_in_force == ("year",)
    assert table.decide({}, date(2027, 1, 1)).explain("year") == Explanation("year", Status.NOT_IN_FORCE)


def test_a_table_with_dated_rules_refuses_to_decide_without_a_date() -> None:
    table = RuleTable.compile(VOCABULARY, [Rule("until", valid_until=TODAY)])
    with pytest.raises(FactError, match="say on which date"):
        table.decide({}, on=None)
    with pytest.raises(FactError, match="Expected a date"):
        table.decide({}, on=datetime(2026, 1, 1))  # noqa: DTZ001 - a datetime is what must be refused.


def test_a_decision_is_plain_json_and_always_the_same() -> None:
    facts = {
        "territory": frozenset({"dep:69", "commune:69123"}),
        "turnover": Decimal("12.50"),
        "cessation_on": date(2026, 1, 2),
        "farmer": True,
        "subject": "debt",
    }
    record = TABLE.decide(facts, on=TODAY).to_dict()
    assert record == TABLE.decide(dict(reversed(facts.items())), on=TODAY).to_dict()
    assert json.loads(json.dumps(record)) == {
        "table": TABLE.table_hash,
        "on": "2026-01-15",
        "facts": {
            "cessation_on": "2026-01-02",
            "farmer": True,
            "subject": "debt",
            "territory": ["commune:69123", "dep:69"],
            "turnover": "12.50",
        },
        "fired": ["base"],
        "failed": {"silent": ["cessation_on"], "dated": ["employees"]},
        "undecided": {"large": ["employees"], "farm": ["debts"]},
        "not_in_force": [],
    }


def test_what_is_kept_of_a_decision_is_enough_to_decide_again() -> None:
    first = TABLE.decide({"subject": "debt", "turnover": Decimal("0.10"), "debts": frozenset({"bank"})}, on=TODAY)
    kept = json.loads(json.dumps(first.to_dict(explain=False)))
    again = TABLE.decide(read_facts(VOCABULARY, kept["facts"]), on=date.fromisoformat(kept["on"]))
    assert again.to_dict() == first.to_dict()
    assert set(kept) == {"table", "on", "facts", "fired"}


def test_a_decision_does_not_follow_later_changes_of_the_facts() -> None:
    facts: dict[str, object] = {"subject": "debt"}
    decision = TABLE.decide(facts, on=TODAY)
    facts["farmer"] = True
    facts["subject"] = "cessation"
    assert dict(decision.facts) == {"subject": "debt"}
    assert decision.undecided["farm"] == ("farmer", "debts")


def test_deciding_spells_nothing_out_until_it_is_asked() -> None:
    decision = TABLE.decide({"subject": "debt"}, on=TODAY)
    spelled = {"fired", "failed", "undecided", "not_in_force", "outputs"}
    assert not spelled & set(vars(decision))
    assert decision.explain("base").status is Status.FIRED
    assert not spelled & set(vars(decision))


def test_the_example_at_the_head_of_the_package_is_true() -> None:
    assert doctest.testmod(care_triage.rules).failed == 0


def test_an_unknown_rule_cannot_be_explained() -> None:
    with pytest.raises(RuleError, match="There is no rule “nobody”"):
        TABLE.decide({}, on=TODAY).explain("nobody")


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"nobody": 1}, "unknown_fact"),
        ({"subject": "Debt"}, "unknown_code"),
        ({"subject": 3}, "wrong_type"),
        ({"subject": ["debt"]}, "wrong_type"),
        ({"subject": frozenset({"debt"})}, "wrong_type"),
        ({"territory": "commune:1"}, "unknown_code"),
        ({"territory": frozenset({"fr", "commune:1"})}, "unknown_code"),
        ({"territory": frozenset({"fr", 1})}, "unknown_code"),
        ({"territory": frozenset[str]()}, "no_code"),
        ({"territory": {"fr"}}, "wrong_type"),
        ({"naf": ""}, "unknown_code"),
        ({"naf": "47\u200b.11"}, "unknown_code"),
        ({"employees": True}, "wrong_type"),
        ({"employees": 1.0}, "wrong_type"),
        ({"employees": "12"}, "wrong_type"),
        pytest.param({"employees": 10**5000}, "out_of_bounds", id="huge"),
        ({"turnover": 12.5}, "wrong_type"),
        ({"turnover": True}, "wrong_type"),
        ({"turnover": Decimal("NaN")}, "wrong_type"),
        ({"turnover": Decimal("sNaN")}, "wrong_type"),
        ({"turnover": Decimal("Infinity")}, "wrong_type"),
        ({"turnover": Decimal("1E+999999")}, "out_of_bounds"),
        ({"turnover": Decimal("1E-999999")}, "not_cents"),
        ({"turnover": Decimal("10.005")}, "not_cents"),
        ({"cessation_on": "2026-01-01"}, "wrong_type"),
        ({"cessation_on": datetime(2026, 1, 1)}, "wrong_type"),  # noqa: DTZ001 - as above.
        ({"cessation_on": date(1, 1, 1)}, "out_of_bounds"),
        ({"farmer": 0}, "wrong_type"),
        ({"farmer": "false"}, "wrong_type"),
        ({"debts": "fiscal"}, "wrong_type"),
        ({"debts": frozenset({"tax"})}, "unknown_code"),
    ],
)
def test_a_wrong_fact_is_refused_and_named_whether_a_rule_reads_it_or_not(facts: dict[str, object], key: str) -> None:
    for table in (TABLE, RuleTable.compile(VOCABULARY, [])):
        with pytest.raises(FactError) as caught:
            table.decide(facts, on=TODAY)
        assert caught.value.key == key
        assert caught.value.fact in facts
        assert caught.value.message("fr")
        assert caught.value.message("en")


def test_an_amount_may_be_a_whole_number_of_euros_and_no_decimal_context_changes_it() -> None:
    table = _table(cheap={"turnover": "< 1000000.01"})
    assert table.decide({"turnover": 1_000_000}, on=TODAY).fired == ("cheap",)
    assert table.decide({"turnover": Decimal("1000000.0000")}, on=TODAY).fired == ("cheap",)
    with decimal.localcontext(decimal.Context(prec=2)):
        assert table.decide({"turnover": Decimal("1000000.01")}, on=TODAY).fired == ()


def test_an_open_nomenclature_remembers_few_codes_and_answers_on_all() -> None:
    vocabulary = Vocabulary([Fact("naf", Kind.CODE)])
    rules = [read_rule(vocabulary, "retail", {"naf": 'starts with(?, "47")'})]
    table = RuleTable.compile(vocabulary, rules)
    for number in range(10_000):
        fired = table.decide({"naf": f"{number % 100:02}.{number}"}, on=None).fired
        assert fired == (("retail",) if number % 100 == 47 else ())


def test_answers_on_sets_of_codes_are_remembered_up_to_a_bound_and_stay_right() -> None:
    names = [f"c{number}" for number in range(14)]
    vocabulary = Vocabulary([Fact("debts", Kind.SET, values=codes(*names))])
    table = RuleTable.compile(vocabulary, [read_rule(vocabulary, "first", {"debts": 'list contains(?, "c0")'})])
    for _ in range(2):
        for number in range(5_000):
            debts = frozenset(name for place, name in enumerate(names) if number >> place & 1)
            assert table.decide({"debts": debts}, on=None).fired == (("first",) if number & 1 else ())
