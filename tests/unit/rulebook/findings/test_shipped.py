"""The shipped rules: no error, and every finding is true when its example is decided."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from care_triage.rulebook.catalogue.contents import Contents
from care_triage.rulebook.catalogue.reach import world_of_files
from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rulebook.findings import World, findings_of, findings_of_row
from care_triage.rules import read_facts
from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.triage.rule_set import RuleSet

DATA = Path(__file__).parents[4] / "care_triage" / "data"
PLACES = {
    "Lyon": {"commune:69123", "court:lyon", "arr:691", "dep:69", "epci:200046977", "region:84", "fr"},
    "Villefranche": {"commune:69264", "court:villefranche-tarare", "arr:692", "dep:69", "epci:1", "region:84", "fr"},
    "Roanne": {"commune:42187", "court:roanne", "arr:422", "dep:42", "epci:200035731", "region:84", "fr"},
    "Saint-Étienne": {"commune:42218", "court:saint-etienne", "arr:423", "dep:42", "epci:2", "region:84", "fr"},
}


@cache
def contents() -> Contents:
    return read_contents(DATA)


@cache
def world() -> World:
    return world_of_files(contents(), PLACES, date(2026, 11, 23))


@cache
def found() -> tuple[Finding, ...]:
    return findings_of(contents().document, world())


def test_the_shipped_rules_have_no_error_and_every_check_ends() -> None:
    assert [finding for finding in found() if finding.severity is Severity.ERROR] == []
    assert [finding for finding in found() if finding.kind is FindingKind.CUT_OFF] == []


def test_what_is_said_to_be_hidden_fires_with_what_hides_it() -> None:
    table = RuleSet(0, 0, contents().document).table
    for finding in found():
        if finding.kind is FindingKind.HIDDEN:
            decision = table.decide(read_facts(table.vocabulary, finding.example), finding.on)
            assert set(finding.rules) <= set(decision.fired)


@pytest.mark.parametrize("place", range(0, 700, 140))
def test_a_row_is_told_what_the_whole_is_told(place: int) -> None:
    document = contents().document
    rule = document.rules[place].id
    of_row = {(each.kind, each.rules) for each in findings_of_row(document, rule, world())}
    alone = {FindingKind.UNASKED_FACT, FindingKind.GAP, FindingKind.NO_UNIT}
    whole = {(each.kind, each.rules) for each in found() if rule in each.rules and each.kind not in alone}
    assert whole == {each for each in of_row if each[0] not in alone}
