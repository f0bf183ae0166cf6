"""The doors of a redirect: for this person, perhaps for this person, or not shown."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from care_triage.triage.document import Redirect, RuleSetDocument
from care_triage.triage.records import Text, read, write
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.types import Action, Reading, Understanding
from care_triage.triage.understanding.answering import at_its_door

TODAY = date(2026, 11, 23)
DOOR = {"name": "Ailleurs", "what": "Fait autre chose."}
ARTISAN = {
    "name": "Pour l’artisan",
    "what": "Paie.",
    "when": {"activity": '"artisanat"'},
    "for_whom": "si vous êtes artisan",
}
TRADER = {
    "name": "Pour le commerce",
    "what": "Paie.",
    "when": {"activity": '"commerce"'},
    "for_whom": "si vous êtes commerçant",
}
DOCUMENT = RuleSetDocument.from_dict(
    {
        "vocabulary": [
            {"name": "activity", "kind": "enum", "label": "Activité",
             "values": [{"code": code, "label": code} for code in ("artisanat", "commerce", "liberal")]},
            {"name": "subject", "kind": "enum", "label": "Sujet",
             "values": [{"code": code, "label": code} for code in ("impaye", "loyer")]},
            {"name": "sum", "kind": "money", "label": "Somme"},
        ],
        "themes": [], "subjects": [], "rules": [],
        "redirects": [
            {"slug": "ancien", "label": "Ancien", "door": DOOR},
            {"slug": "formation", "label": "Formation", "doors": [TRADER, DOOR, ARTISAN]},
            {"slug": "petite", "label": "Petite", "door": DOOR, "when": {"subject": '"impaye"', "sum": "<= 5000"}},
        ],
        "collective": {"name": "C", "short_name": "C", "description": "C", "phone": "1", "email": "c@exemple.fr",
                       "departments": ["42"], "opening": "mon-fri 09:00-12:00", "hours_text": "Le matin"},
    }
)  # fmt: skip
RULES = RuleSet(1, 1, DOCUMENT)


@pytest.mark.parametrize(
    ("facts", "doors"),
    [
        ({"activity": "artisanat"}, [("Pour l’artisan", False), ("Ailleurs", False)]),
        ({}, [("Pour le commerce", True), ("Ailleurs", False), ("Pour l’artisan", True)]),
        ({"activity": "liberal"}, [("Ailleurs", False)]),
        # A code that this rule set does not know is not read: nothing is hidden because of it.
        ({"activity": "autrefois"}, [("Pour le commerce", True), ("Ailleurs", False), ("Pour l’artisan", True)]),
    ],
)
def test_a_door_comes_first_for_whom_it_is_and_is_not_shown_to_others(
    facts: dict[str, Any], doors: list[tuple[str, bool]]
) -> None:
    shown = RULES.doors_of("formation", facts, on=None)
    assert [(item.door.name("fr"), item.perhaps) for item in shown] == doors


SMALL = Understanding(
    Action.ROUTE, (Reading("impaye", 0.9, ("facture",)),), needs=("impaye",), hints={"sum": "3000.00"}
)


def test_a_fact_turns_a_subject_of_ours_into_another_door() -> None:
    found = at_its_door(SMALL, RULES, TODAY)
    assert (found.action, found.redirect, found.redirect_words) == (Action.REDIRECT, "petite", ("facture",))


@pytest.mark.parametrize(
    "found",
    [
        replace(SMALL, hints={"sum": "5000.01"}),
        replace(SMALL, hints={}),
        replace(SMALL, needs=("loyer",)),
        # Whoever has more to say than this, suffers, or was not well understood stays with us.
        replace(SMALL, needs=("impaye", "loyer")),
        replace(SMALL, close=("impaye", "loyer")),
        replace(SMALL, action=Action.CLARIFY),
        replace(SMALL, danger=True),
        replace(SMALL, distress=True),
    ],
)
def test_nobody_is_sent_away_on_less(found: Understanding) -> None:
    assert at_its_door(found, RULES, TODAY) == found


def test_a_rule_set_stored_with_a_single_door_still_opens() -> None:
    assert [item.door.name("fr") for item in RULES.doors_of("ancien", {}, on=None)] == ["Ailleurs"]
    stored = {"slug": "ancien", "label": "Ancien", "door": DOOR}
    assert write(read(Redirect, stored)) == stored


def test_only_a_checked_door_with_its_date_is_shown_as_verified() -> None:
    known = {**DOOR, "verified_on": "2026-11-01"}
    verified = [read(Redirect, {"slug": "s", "label": "L", "door": {**known, "status": letter}}) for letter in "VPG"]
    assert [item.every_door[0].is_verified for item in verified] == [True, False, False]
    assert not Redirect("s", Text("L")).every_door
