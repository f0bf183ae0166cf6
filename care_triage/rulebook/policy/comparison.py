"""Two documents, rule by rule and field by field; words for codes are the page's affair."""

from collections.abc import Iterator, Sequence

from care_triage.rulebook.policy.fields import fields_of, flat
from care_triage.rulebook.policy.order import steady
from care_triage.rulebook.types import FieldDifference, RowChange, RuleFields
from care_triage.triage.document import RuleSetDocument, RuleSpec

# The field of a rule that changed its place among the others.
POSITION = "position"


def compare(old: RuleSetDocument, new: RuleSetDocument) -> tuple[RowChange, ...]:
    """What differs between the rules of two documents: in the new order, then those that are gone."""
    return (*_standing(old.rules, new.rules), *_gone(old, new))


def differences(before: RuleFields, after: RuleFields) -> tuple[FieldDifference, ...]:
    """The fields in which two rules differ, in the order in which a rule is written."""
    old, new = flat(before), flat(after)
    names = dict.fromkeys((*new, *old))
    return tuple(
        FieldDifference(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    )


def _standing(old: Sequence[RuleSpec], new: Sequence[RuleSpec]) -> Iterator[RowChange]:
    before = {rule.id: (place, rule) for place, rule in enumerate(old, 1)}
    kept = steady(tuple(before), tuple(rule.id for rule in new))
    for place, rule in enumerate(new, 1):
        if rule.id not in before:
            yield RowChange(rule.id, "added", None, rule, differences({}, fields_of(rule)))
            continue
        old_place, known = before[rule.id]
        fields = () if known == rule else differences(fields_of(known), fields_of(rule))
        if rule.id not in kept:
            fields = (*fields, FieldDifference(POSITION, old_place, place))
        if fields:
            yield RowChange(rule.id, "changed", known, rule, fields)


def _gone(old: RuleSetDocument, new: RuleSetDocument) -> Iterator[RowChange]:
    for rule in old.rules:
        if rule.id not in new.rule_by_id:
            yield RowChange(rule.id, "removed", rule, None, differences(fields_of(rule), {}))
