"""Every finding against brute force: all facts of a small world tried one by one."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from care_triage.rules import read_facts
from care_triage.rules.verification import Finding, FindingKind, verify
from tests.unit.rules.verification.small_world import FIRST_DAY, POSSIBLE, VOCABULARY, Case, World, worlds

trying = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(world: World, kind: FindingKind) -> list[Finding]:
    findings = verify(world.table, world.outcomes.__getitem__, possible=world.possible, answer_each="subject")
    assert not [finding for finding in findings if finding.kind is FindingKind.CUT_OFF]
    return [finding for finding in findings if finding.kind is kind]


def shown(world: World, finding: Finding, without: Collection[str] = ()) -> Case:
    """The example of a finding, decided by the table."""
    plain = {name: value for name, value in finding.example.items() if name not in without}
    facts = read_facts(VOCABULARY, plain)
    return world.decided(facts, finding.on or FIRST_DAY)


def is_minimal(world: World, finding: Finding, shows: Callable[[Case], bool]) -> bool:
    """Whether the example can exist, and no fact that may be unknown can be left out of it."""

    def shown_by(case: Case) -> bool:
        return world.can_be(case.facts) and shows(case)

    droppable = finding.example.keys() - POSSIBLE.always
    return shown_by(shown(world, finding)) and not any(shown_by(shown(world, finding, {name})) for name in droppable)


@trying
@given(worlds())
def test_unreachable_rules_are_those_that_never_fire(world: World) -> None:
    never = {rule.id for rule in world.rules if not world.firing(rule.id)}
    findings = found(world, FindingKind.UNREACHABLE)
    assert {finding.rules[0] for finding in findings} == never
    for finding in findings:
        # Where two combinations say the same, naming one of them is enough.
        freed = replace(world, impossible=())
        assert bool(freed.firing(finding.rules[0])) == ("impossible" in finding.details)


def twins(world: World, rule_id: str) -> set[str]:
    mine = world.firing(rule_id)
    return {
        rule.id
        for rule in world.rules
        if rule.id != rule_id and world.outcomes[rule.id] == world.outcomes[rule_id] and world.firing(rule.id) == mine
    }


def is_redundant(world: World, rule_id: str) -> bool:
    """Whether in every case another rule says as much; of two rules that say the same the first one stays."""
    later = {twin for twin in twins(world, rule_id) if int(twin[1:]) > int(rule_id[1:])}
    mine = world.outcomes[rule_id]
    stronger = {other for other, outcome in world.outcomes.items() if outcome.includes(mine)} - later - {rule_id}
    cases = world.firing(rule_id)
    return bool(cases) and all(case.fired & stronger for case in cases)


@trying
@given(worlds())
def test_hidden_and_duplicate_rules_are_those_that_change_nothing(world: World) -> None:
    findings = found(world, FindingKind.HIDDEN) + found(world, FindingKind.DUPLICATE)
    assert {finding.rules[0] for finding in findings} == {r.id for r in world.rules if is_redundant(world, r.id)}
    for finding in findings:
        hidden, *covers = finding.rules
        assert all(case.fired & set(covers) for case in world.firing(hidden))
        assert is_minimal(world, finding, lambda case, hidden=hidden: hidden in case.fired)  # type: ignore[misc]


def pairs(world: World, together: Callable[[Case, str, str], bool]) -> set[frozenset[str]]:
    return {
        frozenset((one, other))
        for case in world.cases
        for one in case.fired
        for other in case.fired
        if one < other and together(case, one, other)
    }


@trying
@given(worlds())
def test_contradictions_are_the_pairs_that_fire_together_and_state_different_things(world: World) -> None:
    def contradict(_case: Case, one: str, other: str) -> bool:
        return world.outcomes[one].contradicts(world.outcomes[other]) is not None

    findings = found(world, FindingKind.CONTRADICTION)
    assert {frozenset(finding.rules) for finding in findings} == pairs(world, contradict)
    for finding in findings:
        both = set(finding.rules)
        assert is_minimal(world, finding, lambda case, both=both: both <= case.fired)  # type: ignore[misc]


def compete(world: World, case: Case, one: str, other: str) -> bool:
    """Whether both want the first place and nobody comes before them."""
    rank = world.outcomes[one].rank
    ranks: Mapping[str, int | None] = {rule: world.outcomes[rule].rank for rule in case.fired}
    return world.outcomes[one].rivals(world.outcomes[other]) and not any(
        known is not None and rank is not None and known < rank for known in ranks.values()
    )


@trying
@given(worlds())
def test_two_leads_are_the_pairs_that_nothing_decides_between(world: World) -> None:
    findings = found(world, FindingKind.TWO_LEADS)
    expected = pairs(world, lambda case, one, other: compete(world, case, one, other))
    assert {frozenset(finding.rules) for finding in findings} == expected
    for finding in findings:
        one, other = finding.rules

        def shows(case: Case, one: str = one, other: str = other) -> bool:
            return {one, other} <= case.fired and compete(world, case, one, other)

        assert is_minimal(world, finding, shows)


def unanswered(world: World, case: Case, *, for_ever: bool) -> bool:
    heard = case.fired | case.could_fire if for_ever else case.fired
    return all(world.outcomes[rule].rank is None for rule in heard)


@trying
@given(worlds())
def test_gaps_are_the_subjects_that_some_facts_leave_to_nobody(world: World) -> None:
    findings = found(world, FindingKind.GAP)
    left = {case.facts["subject"] for case in world.cases if unanswered(world, case, for_ever=False)}
    lost = {case.facts["subject"] for case in world.cases if unanswered(world, case, for_ever=True)}
    assert {finding.example["subject"] for finding in findings} == left
    certain = {"answered", "never"}
    assert {finding.example["subject"] for finding in findings if finding.details["sort"] in certain} == lost
    for finding in findings:
        for_ever = finding.details["sort"] in certain
        assert is_minimal(world, finding, lambda case, sure=for_ever: unanswered(world, case, for_ever=sure))  # type: ignore[misc]
