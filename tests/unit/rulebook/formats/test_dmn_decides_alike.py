"""The DMN file decides as the engine does: same facts, same rules, unknown facts as nulls."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.dmn import Value, read_model
from care_triage.rulebook.formats import Format, write_rules
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.rule_set import RuleSet
from tests.unit.rulebook.formats.strategies import documents

FACTS: dict[str, st.SearchStrategy[Any]] = {
    "subject": st.sampled_from(["dette", "bail", "embauche"]),
    "territory": st.sampled_from([frozenset({"court:roanne", "dep:42", "fr"}), frozenset({"dep:69", "fr"})]),
    "naf": st.sampled_from(["47", "47.11", "56"]),
    "staff": st.sampled_from([-5, 0, 9, 10, 49, 50]),
    "turnover": st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("10.50"), Decimal("12.51")]),
    "stopped_on": st.sampled_from([date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 1)]),
    "farmer": st.booleans(),
    "debts": st.frozensets(st.sampled_from(["tva", "urssaf", "bank"])),
}


@given(
    document=documents, facts=st.fixed_dictionaries({}, optional=FACTS), on=st.dates(date(2000, 1, 1), date(2099, 1, 1))
)
@settings(max_examples=150)
def test_the_model_fires_the_rules_that_the_engine_fires(
    document: RuleSetDocument, facts: dict[str, Any], on: date
) -> None:
    fired = RuleSet(0, 0, document).table.decide(facts, on).fired
    model = read_model(write_rules(document, Format.DMN).data)
    answer = model.decide(
        "orientation", {name: given_value(value) for name, value in facts.items()} | {"decided_on": on}
    )
    assert isinstance(answer, list)
    assert {hit["rule"] for hit in answer} == set(fired)


def given_value(value: object) -> Value:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value  # type: ignore[return-value]
