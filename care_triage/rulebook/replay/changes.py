"""Which rules a draft changed, so that only the requests they can touch are decided again."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from care_triage.rulebook.replay.outcome_book import effect_of
from care_triage.triage.rule_set import RuleSet


@dataclass(frozen=True)
class ChangedRules:
    """Ids of the rules whose requests are decided again: those they fire for before, and those they fire for after.

    A rule whose conditions and outcome both change touches the requests of its old row and of its new one, so that
    it stands in both.
    """

    before: frozenset[str]
    after: frozenset[str]

    def __len__(self) -> int:
        return len(self.before | self.after)


def changed_rules(old: RuleSet, new: RuleSet) -> ChangedRules:
    """The rules that were added, removed, changed or moved, or that read a fact whose codes changed."""
    facts = _changed_facts(old, new)
    known, wanted = frozenset(old.document.rule_by_id), frozenset(new.document.rule_by_id)
    kept = known & wanted
    different = frozenset(rule_id for rule_id in kept if _differs(old, new, rule_id, facts))
    different |= frozenset(_moved(_order(old, kept), _order(new, kept)))
    return ChangedRules(before=different | (known - wanted), after=different | (wanted - known))


def _changed_facts(old: RuleSet, new: RuleSet) -> frozenset[str]:
    before, after = old.table.vocabulary, new.table.vocabulary
    return frozenset(
        name
        for name in before.keys() & after.keys()
        if (before[name].kind, before[name].codes) != (after[name].kind, after[name].codes)
    ) | frozenset(before.keys() ^ after.keys())


def _differs(old: RuleSet, new: RuleSet, rule_id: str, facts: frozenset[str]) -> bool:
    before, after = old.table.rule(rule_id), new.table.rule(rule_id)
    return (
        before.conditions != after.conditions
        or (before.valid_from, before.valid_until) != (after.valid_from, after.valid_until)
        or effect_of(old.document.rule_by_id[rule_id]) != effect_of(new.document.rule_by_id[rule_id])
        or not facts.isdisjoint(before.conditions)
    )


def _order(rule_set: RuleSet, kept: frozenset[str]) -> list[str]:
    return [rule.id for rule in rule_set.document.rules if rule.id in kept]


def _moved(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """A smallest choice of rules such that all others stand in the same order in both.

    Of any two rules that changed places at least one is among them: their order matters only where both fire.
    """
    places = {rule_id: place for place, rule_id in enumerate(after)}
    staying = _longest_rise([places[rule_id] for rule_id in before])
    return (rule_id for rule_id in before if places[rule_id] not in staying)


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """The values of one longest rising subsequence (patience sorting)."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(ends, number)
        before[number] = ends[pile - 1] if pile else None
        ends[pile : pile + 1] = [number]
    rise, at = set(), ends[-1] if ends else None
    while at is not None:
        rise.add(at)
        at = before[at]
    return frozenset(rise)
