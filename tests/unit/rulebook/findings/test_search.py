"""One mistake at a time, in a rule set and a world that are otherwise right."""

from dataclasses import replace
from datetime import date

import pytest

from care_triage.partners.types import Kind
from care_triage.rulebook.findings import World, findings_of, findings_of_row
from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.triage.document import LegalClockSpec, RuleSetDocument
from care_triage.triage.records import Text
from tests.unit.rulebook.findings.small_house import LEAD, LYON, ON, STAFF, WORLD, document, rule

Told = list[tuple[FindingKind, Severity, tuple[str, ...]]]
FARM = {"subject": '"debt"', "activity": '"farm"'}


def told(found: tuple[Finding, ...]) -> Told:
    return [(finding.kind, finding.severity, finding.rules) for finding in found]


def whole(*rules: object, asked: tuple[str, ...] = ("employees", "activity"), world: World = WORLD) -> Told:
    made = document(*rules, asked=asked)  # type: ignore[arg-type]
    return [each for each in told(findings_of(made, world)) if each[0] is not FindingKind.UNREAD_QUESTION]


def test_a_sound_rule_set_is_quiet() -> None:
    assert told(findings_of(document(LEAD, STAFF), WORLD)) == []


def test_a_cell_that_cannot_be_read_is_told_and_the_others_are_verified() -> None:
    broken = rule("broken", {"subject": '"debt"', "activity": '"shipyard"', "wings": "true"})
    assert whole(LEAD, broken, replace(LEAD, id="twin")) == [
        (FindingKind.UNKNOWN_CODE, Severity.ERROR, ("broken",)),
        (FindingKind.UNKNOWN_CODE, Severity.ERROR, ("broken",)),
        (FindingKind.DUPLICATE, Severity.WARNING, ("twin", "lead")),
    ]


def test_a_rule_for_everybody_is_an_error() -> None:
    assert (FindingKind.UNCONDITIONAL, Severity.ERROR, ("all",)) in whole(LEAD, rule("all", {}, partner=Kind.CCI))


@pytest.mark.parametrize(("fact", "days", "count"), [("since_on", 45, 0), ("since_on", -1, 1), ("employees", 1, 1)])
def test_a_legal_date_runs_forward_from_a_date(fact: str, days: int, count: int) -> None:
    clock = LegalClockSpec("n", fact, days, "L1", Text("Délai"))
    found = whole(replace(LEAD, legal_clock=clock), asked=("employees", "since_on"))
    assert [kind for kind, _, _ in found].count(FindingKind.BAD_CLOCK) == count


def test_a_rule_that_is_past_is_a_note_and_one_that_counts_below_zero_an_error() -> None:
    past = replace(STAFF, id="past", valid_until=date(2026, 3, 1))
    below = rule("below", {"subject": '"debt"', "employees": "< 0"}, role="support", rank=1)
    assert whole(LEAD, past, below) == [
        (FindingKind.UNREACHABLE, Severity.ERROR, ("below",)),
        (FindingKind.UNREACHABLE, Severity.NOTE, ("past",)),
    ]


def test_a_rule_for_a_place_that_is_not_served_is_to_be_looked_at() -> None:
    nice = rule("nice", {"subject": '"debt"', "territory": '"dep:06"'}, role="support", partner=Kind.CCI)
    assert whole(LEAD, nice) == [
        (FindingKind.UNREACHABLE, Severity.WARNING, ("nice",)),
        (FindingKind.UNKNOWN_CODE, Severity.NOTE, ("nice",)),
    ]


def test_a_support_of_a_partner_that_may_lead_anyway_is_hidden() -> None:
    support = rule("support", FARM, role="support", rank=10)
    assert whole(LEAD, support) == [(FindingKind.HIDDEN, Severity.WARNING, ("support", "lead"))]
    assert whole(LEAD, replace(support, advice=Text("Venez."))) == []
    assert whole(LEAD, replace(support, urgency="high")) == []


def test_two_leads_of_one_rank_are_told_unless_a_smaller_rank_decides() -> None:
    rival = rule("rival", FARM, partner=Kind.CCI)
    assert whole(LEAD, rival) == [(FindingKind.TWO_LEADS, Severity.WARNING, ("lead", "rival"))]
    assert whole(LEAD, rival, rule("first", FARM, rank=5)) == []


def test_two_courts_contradict_each_other() -> None:
    one = rule("commercial", partner=Kind.TRIBUNAL_COMMERCE, rank=10)
    other = rule("judicial", FARM, partner=Kind.TRIBUNAL_JUDICIAIRE, rank=9)
    courts = replace(WORLD, coverage={kind: frozenset({"fr"}) for kind in (one.partner, other.partner)})
    assert whole(one, other, world=courts) == [
        (FindingKind.CONTRADICTION, Severity.WARNING, ("commercial", "judicial"))
    ]


def gap_of(*rules: object) -> list[tuple[str, Severity]]:
    found = findings_of(document(*rules, asked=("employees", "activity")), WORLD)  # type: ignore[arg-type]
    return [(finding.details["sort"], finding.severity) for finding in found if finding.kind is FindingKind.GAP]


def test_a_subject_without_a_lead_is_an_error_and_a_partial_gap_is_told_by_its_sort() -> None:
    unless_farm = {"subject": '"debt"', "activity": 'not("farm")'}
    unless_told = {"subject": '"debt"', "activity": "unknown()"}
    assert gap_of(STAFF) == [("never", Severity.ERROR)]
    assert gap_of(rule("lead", {**unless_farm, "employees": "known()"})) == [
        ("answered", Severity.WARNING),
        ("silent", Severity.WARNING),
    ]
    assert gap_of(rule("a", unless_farm), rule("b", FARM)) == [("silent", Severity.WARNING)]
    both = (rule("a", {**unless_farm, "employees": ">= 1"}), rule("b", {**unless_farm, "employees": "< 1"}))
    assert gap_of(*both, rule("c", FARM), rule("d", unless_told)) == [("unanswered", Severity.NOTE)]


def test_a_lead_without_a_unit_somewhere_is_told_unless_another_leads_there() -> None:
    only_42 = replace(WORLD, coverage={**WORLD.coverage, Kind.URSSAF: frozenset({"dep:42"})})
    kind_only = (FindingKind.NO_UNIT, Severity.NOTE, ("lead",))
    assert whole(LEAD, world=only_42) == [(FindingKind.NO_UNIT, Severity.WARNING, ("lead",)), kind_only]
    assert whole(LEAD, rule("next", partner=Kind.CCI, rank=60), world=only_42) == [kind_only]
    in_lyon = rule("next", {"subject": '"debt"', "territory": '"court:lyon"'}, partner=Kind.CCI, rank=60)
    assert whole(LEAD, in_lyon, world=only_42) == [kind_only]
    (example,) = [each for each in findings_of(document(LEAD), only_42) if each.details.get("sort") == "lead"]
    assert frozenset(example.example["territory"]) == WORLD.communes[LYON]  # type: ignore[arg-type]


def test_a_partner_without_any_unit_is_told() -> None:
    assert (FindingKind.DEAD_PARTNER, Severity.WARNING, ("b",)) in whole(
        LEAD, rule("b", FARM, partner=Kind.MSA, rank=9)
    )


def test_a_question_that_no_rule_reads_is_told_with_its_subject() -> None:
    (found,) = findings_of(document(LEAD), WORLD)
    assert (found.kind, dict(found.details)) == (FindingKind.UNREAD_QUESTION, {"subject": "debt", "fact": "employees"})


def test_a_fact_that_no_question_gives_is_told_except_what_the_house_hears_itself() -> None:
    assert whole(LEAD, STAFF, asked=()) == [(FindingKind.UNASKED_FACT, Severity.WARNING, ("staff",))]
    assert whole(LEAD, rule("quiet", {"subject": '"debt"', "employees": "unknown()"}, urgency="high"), asked=()) == []


def test_one_row_hears_of_itself_only() -> None:
    rival, dead = rule("rival", FARM, partner=Kind.CCI), rule("dead", FARM, partner=Kind.MSA, rank=9)
    made: RuleSetDocument = document(LEAD, rival, dead, asked=("activity",))
    assert told(findings_of_row(made, "dead", WORLD)) == [(FindingKind.DEAD_PARTNER, Severity.WARNING, ("dead",))]
    assert told(findings_of_row(document(LEAD, rival, asked=("activity",)), "rival", WORLD)) == [
        (FindingKind.TWO_LEADS, Severity.WARNING, ("rival", "lead"))
    ]


def test_a_row_that_cannot_be_read_says_where_and_nothing_else() -> None:
    made = document(LEAD, rule("broken", {"subject": '"debt"', "employees": ">= fifty"}))
    (found,) = findings_of_row(made, "broken", WORLD)
    assert (found.kind, found.details["fact"], found.details["offset"]) == (FindingKind.UNKNOWN_CODE, "employees", "3")


def test_a_cancelled_search_stops_and_says_so() -> None:
    found = findings_of(document(LEAD, STAFF), WORLD, cancelled=lambda: True)
    assert [finding.details["limit"] for finding in found if finding.kind is FindingKind.CUT_OFF] == ["cancelled"]


def test_the_first_day_counts_from_the_world() -> None:
    assert whole(replace(LEAD, valid_from=ON, valid_until=ON))[0][0] is FindingKind.GAP
