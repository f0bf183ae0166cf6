"""How inputs are read as the types that a file declares."""

from decimal import Decimal

import pytest

from care_triage.dmn.item_types import ItemType, ItemTypes
from care_triage.dmn.refusals import DmnError

TYPES = ItemTypes(
    {
        "Firm": ItemType(components={"staff": "feel:number", "sites": "Sites"}),
        "Sites": ItemType(base="Site", is_list=True),
        "Site": ItemType(base="string"),
        "Endless": ItemType(base="Endless"),
    }
)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("number", "12.50", Decimal("12.50")),
        ("{http://www.omg.org/spec/FEEL/20140401}boolean", "true", True),
        ("Firm", {"staff": "3", "sites": ["a"], "other": 1}, {"staff": Decimal(3), "sites": ["a"], "other": 1}),
        ("Firm", None, None),
        ("Endless", "x", "x"),
        ("Unheard", 5, 5),
    ],
)
def test_a_value_is_read_as_its_type(name: str, value: object, wanted: object) -> None:
    assert TYPES.read(name, value, "here") == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value"),
    [("number", "twelve"), ("number", True), ("number", "1_000"), ("boolean", "yes"), ("Firm", "x"), ("Sites", [True])],
)
def test_a_value_of_another_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(DmnError, match="on attendait"):
        TYPES.read(name, value, "here")  # type: ignore[arg-type]
