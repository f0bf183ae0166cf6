"""`rules replay --against`: two versions whose vocabularies differ, against deciding one by one."""

from hypothesis import event, given, settings
from hypothesis import strategies as st

from care_triage.rulebook.replay.past import PastRequest, PastRequests
from care_triage.rulebook.replay.past_filter import PastFilter
from care_triage.rulebook.replay.run import replay
from care_triage.triage.document import FactSpec, RuleSpec
from tests.unit.rulebook.replay.strategies import FACTS, requests, rows, rule_set
from tests.unit.rulebook.replay.test_oracles import everything, one_by_one, touched_only
from tests.unit.rulebook.replay.vocabularies import rewritten, vocabularies

Versions = tuple[list[RuleSpec], tuple[FactSpec, ...], list[RuleSpec], list[PastRequest]]


@st.composite
def versions(draw: st.DrawFn) -> Versions:
    """Rules over the usual facts, the facts of the other version and its rules, and a past."""
    written, vocabulary = draw(rows()), draw(vocabularies())
    return written, vocabulary, draw(rewritten(written, vocabulary)), draw(requests())


@given(versions(), st.booleans())
@settings(max_examples=200)
def test_what_changed_rules_and_facts_touch_is_what_deciding_one_by_one_says(drawn: Versions, turned: bool) -> None:
    written, vocabulary, others, stored = drawn
    sides = rule_set(written, FACTS), rule_set(others, vocabulary)
    published, other = reversed(sides) if turned else sides
    past = PastRequests.of(stored)
    expected = one_by_one(other, stored)
    assert everything(past, other) == expected
    assert touched_only(past, published, other) == expected
    event(f"outcomes that differ: {one_by_one(published, stored) != expected}")


@given(versions())
@settings(max_examples=100)
def test_a_subject_that_either_side_does_not_know_is_counted_as_unreadable(drawn: Versions) -> None:
    written, vocabulary, others, stored = drawn
    published, other = rule_set(written, FACTS), rule_set(others, vocabulary)
    kept = PastFilter(published, other)
    taken = [request for request in stored if kept.takes(request.facts)]
    found = replay(PastRequests.of(taken), published, other, unreadable=kept.unreadable)
    known = {value.code for spec in vocabulary if spec.name == "subject" for value in spec.values}
    assert {request.facts["subject"] for request in taken} <= known
    assert found.unreadable == sum(request.facts.get("subject") not in known for request in stored)
    pairs = zip(one_by_one(published, taken), one_by_one(other, taken), strict=True)
    assert found.changed == sum(before != after for before, after in pairs)
