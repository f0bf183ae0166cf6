"""Combinations that cannot exist: no example shows them, no finding rests on them."""

from dataclasses import replace

from care_triage.rules import Rule, RuleTable, Vocabulary, read_rule
from care_triage.rules.verification import Finding, FindingKind, RuleOutcome, Severity, verify, verify_row
from tests.unit.rules.verification.small_world import POSSIBLE, VOCABULARY

LEAD = RuleOutcome("bank", rank=1)
DEBT, FARMER, TAX = '"debt"', "true", 'list contains(?, "tax")'


def row(rule_id: str, **cells: str) -> Rule:
    return read_rule(VOCABULARY, rule_id, cells)


def found(rules: list[Rule], *impossible: Rule, vocabulary: Vocabulary = VOCABULARY) -> list[Finding]:
    table, possible = RuleTable.compile(vocabulary, rules), replace(POSSIBLE, impossible=impossible)
    whole = verify(table, lambda _: LEAD, possible=possible, answer_each="subject")
    for rule in rules:
        mine = {(each.kind, each.rules) for each in whole if rule.id in each.rules and each.kind is not FindingKind.GAP}
        of_row = verify_row(table, lambda _: LEAD, rule.id, possible=possible)
        assert {(each.kind, each.rules) for each in of_row if each.kind is not FindingKind.GAP} == mine
    return list(whole)


def test_a_rule_for_the_impossible_says_which_combination_forbids_it() -> None:
    rule = row("r", subject=DEBT, farmer=FARMER, staff="> 2")
    forbidden = row("no-staff-on-farms", farmer=FARMER, staff="> 0"), row("another", staff="0", farmer="false")
    (finding,) = [each for each in found([rule], *forbidden) if each.kind is FindingKind.UNREACHABLE]
    assert finding.severity is Severity.ERROR
    assert finding.details == {"impossible": "no-staff-on-farms"}


def test_two_combinations_together_may_forbid_a_rule() -> None:
    rule = row("r", subject=DEBT, farmer=FARMER, staff="known()")
    forbidden = row("few", farmer=FARMER, staff="< 2"), row("many", farmer=FARMER, staff=">= 2")
    (finding,) = [each for each in found([rule], *forbidden) if each.kind is FindingKind.UNREACHABLE]
    assert finding.details == {"impossible": "few, many"}


def test_a_rule_that_waits_for_the_impossible_answers_nothing() -> None:
    forbidden = row("no", subject=DEBT, farmer=FARMER)
    rules = [row("r", subject=DEBT, farmer=FARMER), row("s", subject='not("debt")')]
    (gap,) = [each for each in found(rules, forbidden) if each.kind is FindingKind.GAP]
    assert (gap.details["sort"], gap.details["value"]) == ("never", "debt")


def test_what_is_known_may_leave_nothing_possible_to_wait_for() -> None:
    forbidden = row("no", farmer=FARMER, debts=TAX)
    rules = [row("r", subject=DEBT, debts=TAX), row("s", subject='not("debt")')]
    (gap,) = [each for each in found(rules, forbidden) if each.details.get("sort") == "answered"]
    assert gap.example.get("farmer") is True or gap.example.get("debts") == []


def test_rules_that_differ_by_the_impossible_are_one_rule_said_twice() -> None:
    forbidden = row("no", farmer=FARMER, staff="0")
    rules = [row("r", farmer=FARMER, staff="< 3"), row("s", farmer=FARMER, staff="[1..3)")]
    assert [each.kind for each in found(rules, forbidden) if each.kind is not FindingKind.GAP] == [
        FindingKind.DUPLICATE
    ]
    assert [each.kind for each in found(rules) if each.kind is not FindingKind.GAP] == [FindingKind.HIDDEN]
