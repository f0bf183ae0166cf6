"""The owner's words that a proposed subject shows."""

from typing import Any, Final

import pytest

from care_triage.intake.offered import telling, ticked
from care_triage.triage.records import Text
from care_triage.triage.told.types import Correction, Told, ToldFact, ToldPlace
from care_triage.triage.types import Action, Understanding

_CORRECTION: Final = Correction("impots-pas-urssaf", "TVA à l’Urssaf", Text("…", "…"), "tva a l impots")


def test_numbers_a_place_and_what_text_messages_leave_of_small_words_are_not_shown() -> None:
    found = Understanding(Action.ROUTE, (), told=Told(place=ToldPlace("Saint Chamond", 0, 13, ())))
    words = ("lurssaf", "contrainte", "jsui", "euros", "pr", "000", "7", "TVA", "Chamond")
    assert telling(found, words) == ("lurssaf", "contrainte", "TVA")


@pytest.mark.parametrize(
    ("fact", "value", "sure", "corrected", "ticks"),
    [
        ("public_debts", ("fiscal_tva",), True, True, ("faire-le-point", "dette-fiscale")),
        ("amount_tax_debt", "800.00", True, True, ("faire-le-point", "dette-fiscale")),
        ("public_debts", ("fiscal_tva",), True, False, ("faire-le-point",)),
        ("public_debts", ("fiscal_tva",), False, True, ("faire-le-point",)),
        ("public_debts", ("urssaf",), True, True, ("faire-le-point",)),
    ],
)
def test_a_tax_whose_office_was_corrected_is_a_need(
    fact: str, value: Any, sure: bool, corrected: bool, ticks: tuple[str, ...]
) -> None:
    told = Told((ToldFact(fact, value, "TVA", 0, 3, sure),), (_CORRECTION,) if corrected else ())
    assert ticked(Understanding(Action.ROUTE, (), needs=("faire-le-point",), told=told)) == ticks
