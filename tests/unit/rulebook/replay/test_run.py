"""What a replay tells of a past: checked against counting by hand."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.rulebook.replay import result as limits
from care_triage.rulebook.replay import summary
from care_triage.rulebook.replay.errors import ReplayCancelled
from care_triage.rulebook.replay.outcomes import outcome_of
from care_triage.rulebook.replay.past import PastRequest, PastRequests
from care_triage.rulebook.replay.result import Flow, ReplayResult
from care_triage.rulebook.replay.run import replay
from care_triage.rules import Rule
from care_triage.rules.cells import parse_cell
from care_triage.triage.document import RuleSpec
from care_triage.triage.rule_set import RuleSet
from tests.unit.rulebook.replay.strategies import FIRST, drafts, requests, rows, rule_set, spec
from tests.unit.rulebook.replay.test_oracles import one_by_one
from tests.unit.rules.strategies import VOCABULARY


def _rule(name: str, cell: str, **outcome: object) -> RuleSpec:
    condition = parse_cell(cell, VOCABULARY["subject"])
    assert condition is not None
    return spec(Rule(name, {"subject": condition}), **outcome)


def _published() -> RuleSet:
    return rule_set([_rule("a", '"debt"', partner="urssaf"), _rule("b", '"dispute"', partner="dgfip")])


def _past(*subjects: str) -> PastRequests:
    territory = ["commune:42187", "dep:42", "fr"]
    return PastRequests.of(
        PastRequest(n, 100 + n, FIRST + timedelta(days=n), {"subject": subject, "territory": territory})
        for n, subject in enumerate(subjects)
    )


def test_a_lost_lead_comes_first_and_is_counted() -> None:
    draft = rule_set([_rule("a", '"debt"', partner="dgfip")])
    found = replay(_past("dispute", "debt", "cessation", "debt"), _published(), draft)
    assert (found.requests, found.changed, found.lost_leads, found.other_leads, found.gained_leads) == (4, 3, 1, 2, 0)
    assert [change.need_id for change in found.changes] == [100, 103, 101]
    assert [found.loses_lead(change) for change in found.changes] == [True, False, False]
    assert set(found.flows) == {Flow(2, "urssaf", "dgfip"), Flow(1, "dgfip"), Flow(1)}
    assert [(share.code, share.requests, share.changed, share.lost) for share in found.departments] == [
        ("dep:42", 4, 3, 1)
    ]


def test_the_load_is_that_of_the_recent_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "RECENT_DAYS", 2)
    draft = rule_set([_rule("a", '"debt"', partner="dgfip")])
    found = replay(_past("debt", "debt", "debt", "dispute"), _published(), draft)
    loads = {load.kind: load for load in found.loads}
    assert (loads["urssaf"].leads_before, loads["urssaf"].recent_before, loads["urssaf"].recent_after) == (3, 1, 0)
    assert found.monthly(loads["dgfip"].recent_after) == 15


def test_the_list_is_capped_and_the_count_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "MOST_LISTED", 3)
    found = replay(_past(*["debt"] * 9), _published(), rule_set([]))
    assert (found.changed, len(found.changes)) == (9, 3)
    assert limits.MOST_LISTED == 2_000


def test_a_cancelled_replay_gives_nothing() -> None:
    with pytest.raises(ReplayCancelled):
        replay(_past("debt"), _published(), rule_set([]), cancelled=lambda: True)


def test_progress_reaches_the_end() -> None:
    told: list[tuple[int, int]] = []
    replay(_past("debt", "debt"), _published(), rule_set([]), report=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


def test_nothing_in_the_past_is_no_trouble() -> None:
    found = replay(PastRequests.of([]), _published(), rule_set([]))
    assert (found.requests, found.changed, found.flows, found.first_on) == (0, 0, (), None)


@given(st.data())
@settings(max_examples=40)
def test_the_sums_are_those_of_counting_by_hand(data: st.DataObject) -> None:
    published = data.draw(rows())
    old, new = rule_set(published), rule_set(data.draw(drafts(published)))
    past = data.draw(requests())
    found = replay(PastRequests.of(past), old, new)
    pairs = list(zip(one_by_one(old, past), one_by_one(new, past), strict=True))
    assert Counter({(f.before, f.after): f.requests for f in found.flows}) == Counter(
        (before.lead, after.lead) for before, after in pairs
    )
    assert found.changed == sum(before != after for before, after in pairs) <= found.decided_again
    assert found.lost_leads == sum(before.lead is not None and after.lead is None for before, after in pairs)
    assert {change.need_id for change in found.changes} == {
        request.need_id for request, (before, after) in zip(past, pairs, strict=True) if before != after
    }
    assert ReplayResult.from_dict(found.to_dict()) == found


def test_a_request_is_read_back_from_its_columns() -> None:
    first = PastRequest(1, 2, FIRST, {"subject": "debt", "farmer": True})
    second = PastRequest(3, 4, FIRST + timedelta(days=9), {"employees": 1, "debts": ["bank"], "farmer": None})
    past = PastRequests.of([first, second])
    assert past.request(0) == first
    assert past.request(1) == second._replace(facts={"employees": 1, "debts": ["bank"]})


def test_an_outcome_without_rules_is_for_the_desk() -> None:
    assert outcome_of([]).lead is None
    assert outcome_of([]).receivers == ()
