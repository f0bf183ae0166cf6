"""The hard questions, the limits, and how a check that stops says so."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.rules import AnyOf, Fact, Kind, Rule, RuleTable, Vocabulary, codes
from care_triage.rules.verification import (
    ONE_ROW,
    WHOLE_TABLE,
    Finding,
    FindingKind,
    Limits,
    RuleOutcome,
    verify,
    verify_row,
)
from care_triage.rules.verification.boxes import Box, meet
from care_triage.rules.verification.effort import CutOff, Effort
from care_triage.rules.verification.search import uncovered
from care_triage.rules.verification.solver import uncovered_by_solver
from tests.unit.rules.verification.small_world import POSSIBLE, World, worlds

FULL = (0b11, 0b111, 0b1111, 0b11)


def boxes() -> st.SearchStrategy[Box]:
    """Boxes over four short axes."""
    sides = {axis: st.integers(1, full) for axis, full in enumerate(FULL)}
    return st.fixed_dictionaries({}, optional=sides)


@settings(max_examples=200, deadline=None)
@given(boxes(), st.lists(boxes(), max_size=8))
def test_the_search_and_the_solver_agree(target: Box, covers: Sequence[Box]) -> None:
    searched = uncovered(FULL, [target], covers, Effort(WHOLE_TABLE, lambda: False))
    solved = uncovered_by_solver(FULL, target, covers, 10_000)
    assert (searched is None) == (solved is None)
    for found in (searched, solved):
        if found is not None:
            assert meet(found, target) is not None
            assert not any(meet(found, cover) for cover in covers)


@settings(max_examples=20, deadline=None)
@given(worlds())
def test_the_solver_alone_finds_what_the_search_finds(world: World) -> None:
    def kinds(limits: Limits) -> list[tuple[FindingKind, tuple[str, ...]]]:
        return [(finding.kind, finding.rules) for finding in found(world, limits)]

    assert kinds(replace(WHOLE_TABLE, question_steps=0)) == kinds(WHOLE_TABLE)


def found(world: World, limits: Limits) -> tuple[Finding, ...]:
    return verify(world.table, world.outcomes.__getitem__, possible=POSSIBLE, answer_each="subject", limits=limits)


@settings(max_examples=20, deadline=None)
@given(worlds())
def test_one_row_is_told_what_the_whole_table_is_told_of_it(world: World) -> None:
    whole = {(each.kind, frozenset(each.rules)) for each in found(world, WHOLE_TABLE) if each.kind is not GAP}
    for rule in world.rules:
        row = verify_row(world.table, world.outcomes.__getitem__, rule.id, possible=POSSIBLE)
        told = {(each.kind, frozenset(each.rules)) for each in row if each.kind is not GAP}
        assert told == {(kind, rules) for kind, rules in whole if rule.id in rules}


GAP = FindingKind.GAP


def alike(count: int) -> RuleTable:
    """Rules of several leads that all fire together."""
    vocabulary = Vocabulary([Fact("subject", Kind.ENUM, values=codes("a"))])
    return RuleTable.compile(vocabulary, [Rule(f"r{i}") for i in range(count)])


def each_its_own(rule_id: str) -> RuleOutcome:
    return RuleOutcome(rule_id, rank=1)


def test_too_many_findings_are_cut_off_and_said_to_be() -> None:
    findings = verify(alike(10), each_its_own, limits=replace(WHOLE_TABLE, findings=5))
    assert [finding.kind for finding in findings] == [*[FindingKind.TWO_LEADS] * 5, FindingKind.CUT_OFF]
    assert findings[-1].details["limit"] == "findings"


@pytest.mark.parametrize(("limits", "limit"), [(Limits(pairs=3), "pairs"), (Limits(steps=15), "steps")])
def test_too_much_work_is_cut_off_and_said_to_be(limits: Limits, limit: str) -> None:
    assert {finding.details.get("limit") for finding in verify(alike(10), each_its_own, limits=limits)} >= {limit}


def test_a_question_too_hard_for_a_row_is_said_to_be() -> None:
    limits = replace(ONE_ROW, question_steps=0)
    findings = verify_row(alike(2), lambda rule: RuleOutcome("same", place=int(rule[1:]), rank=1), "r0", limits=limits)
    assert "question_steps" in {finding.details["limit"] for finding in findings}
    with pytest.raises(CutOff):
        uncovered((1,), [{}], [{0: 1}], Effort(limits, lambda: False))


def test_a_rule_of_too_many_alternatives_is_cut_off_not_spelled_out() -> None:
    facts = [Fact(name, Kind.SET, values=codes(*map(str, range(20)))) for name in ("a", "b", "c")]
    any_of = AnyOf(frozenset(map(str, range(20))))
    others = [AnyOf(frozenset({str(number)})) for number in range(20)]
    hostile = Rule("hostile", {fact.name: any_of for fact in facts})
    rules = [hostile, *(Rule(f"r{i}", {fact.name: other for fact in facts}) for i, other in enumerate(others))]
    findings = verify(RuleTable.compile(Vocabulary(facts), rules), lambda _: RuleOutcome("same", rank=1))
    assert ("hostile",) in [each.rules for each in findings if each.kind is FindingKind.CUT_OFF]


def test_a_cancelled_verification_keeps_what_it_found() -> None:
    asked = iter([False] * 14)
    findings = verify(alike(10), each_its_own, cancelled=lambda: next(asked, True))
    assert findings[-1].details["limit"] == "cancelled"


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    verify(alike(3), each_its_own, report=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_row_never_loads_the_solver() -> None:
    program = """
import sys
from care_triage.rules import Fact, Kind, Rule, RuleTable, Vocabulary
from care_triage.rules.verification import RuleOutcome, verify_row
table = RuleTable.compile(Vocabulary([Fact("a", Kind.BOOLEAN)]), [Rule("r0"), Rule("r1")])
verify_row(table, lambda _: RuleOutcome("same", rank=1), "r0")
sys.exit("pysat" in sys.modules or "pysolvers" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
