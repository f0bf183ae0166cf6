"""The rules of the files beside those that people published: neither undoes the other in silence."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from care_triage.rulebook.catalogue.rules_merge import merge_rules
from care_triage.rulebook.policy import base_fields
from care_triage.triage.document import RuleSetDocument
from tests.support.rules import document, rule

OLD = document(rule("a"), rule("b"), rule("c"))


def ranks(merged: RuleSetDocument) -> dict[str, int]:
    return {spec.id: spec.rank for spec in merged.rules}


def test_without_people_the_files_win() -> None:
    files = document(rule("c", rank=3), rule("a"), rule("new"))
    found = merge_rules(files, OLD, base_fields(OLD))
    assert (found.document, found.kept) == (files, ())


def test_before_anything_was_published_the_files_are_taken() -> None:
    assert merge_rules(OLD, None, None).document == OLD


def test_what_people_changed_is_kept_and_told() -> None:
    standing = document(rule("a", rank=99), rule("b"), rule("mine"), rule("c"))
    files = document(rule("a", rank=3), rule("b", rank=4), rule("c"), rule("new"))
    found = merge_rules(files, standing, base_fields(OLD))
    assert ranks(found.document) == {"a": 99, "b": 4, "mine": 10, "c": 10, "new": 10}
    assert found.kept == ("a", "mine")


def test_what_people_removed_stays_removed() -> None:
    found = merge_rules(
        document(rule("a"), rule("b", rank=3), rule("c")), document(rule("a"), rule("c")), base_fields(OLD)
    )
    assert ranks(found.document) == {"a": 10, "c": 10}
    assert found.kept == ("b",)


def test_what_both_changed_alike_is_not_told() -> None:
    standing = document(rule("a", rank=3), rule("b"), rule("c"))
    found = merge_rules(document(rule("a", rank=3), rule("b"), rule("c")), standing, base_fields(OLD))
    assert found.kept == ()


def test_the_order_of_people_is_kept() -> None:
    standing = document(rule("c"), rule("a"), rule("b"))
    found = merge_rules(document(rule("a"), rule("new"), rule("b"), rule("c")), standing, base_fields(OLD))
    assert list(ranks(found.document)) == ["c", "a", "new", "b"]


def test_force_takes_the_files_everywhere() -> None:
    standing = document(rule("a", rank=99))
    assert merge_rules(OLD, standing, base_fields(OLD), force=True).document == OLD


def test_when_nobody_knows_what_the_files_said_what_stands_is_kept() -> None:
    found = merge_rules(OLD, document(rule("a", rank=99), rule("mine")), None)
    assert (ranks(found.document), found.kept) == ({"a": 99, "mine": 10, "b": 10, "c": 10}, ("a", "mine"))


VERSIONS = st.lists(st.tuples(st.sampled_from("abcde"), st.integers(1, 3)), unique_by=lambda pair: pair[0])


def made(rows: Sequence[tuple[str, int]]) -> RuleSetDocument:
    return document(*(rule(rule_id, rank=rank) for rule_id, rank in rows))


@given(VERSIONS, VERSIONS, VERSIONS)
def test_each_rule_is_as_the_files_say_or_as_people_left_it(
    files: list[tuple[str, int]], here: list[tuple[str, int]], before: list[tuple[str, int]]
) -> None:
    found = merge_rules(made(files), made(here), base_fields(made(before)))
    merged, wanted, standing, applied = ranks(found.document), dict(files), dict(here), dict(before)
    for rule_id in "abcde":
        kept = standing.get(rule_id) != applied.get(rule_id)
        assert merged.get(rule_id) == (standing if kept else wanted).get(rule_id)
        assert (rule_id in found.kept) == (kept and standing.get(rule_id) != wanted.get(rule_id))
