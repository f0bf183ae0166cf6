"""The rules of a draft in order: those of its base, as the draft changes, adds, moves and removes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from care_triage.rulebook.policy.fields import base_fields
from care_triage.rulebook.types import DraftRule, RuleChange, RuleFields
from care_triage.triage.document import RuleSetDocument


@dataclass(frozen=True)
class DraftRow:
    """What a draft says of one rule. `fields` None removes it; `ancestor` is its version before somebody else's."""

    rule_id: str
    position: float | None
    fields: RuleFields | None
    revision: int
    changed_by: str
    changed_at: datetime
    is_undone: bool = False
    is_contested: bool = False
    ancestor: RuleFields | None = None


def draft_rules(base: RuleSetDocument, rows: Iterable[DraftRow]) -> tuple[DraftRule, ...]:
    """Every rule of the draft, removed ones included, in the order in which they would be published."""
    changed = {row.rule_id: row for row in rows}
    standing = base_fields(base)
    rules = [
        _rule(rule_id, float(place), fields, changed.get(rule_id))
        for place, (rule_id, fields) in enumerate(standing.items())
    ]
    added = [
        _added(row, float(len(standing)))
        for rule_id, row in changed.items()
        if rule_id not in standing and not row.is_undone and (row.fields is not None or row.is_contested)
    ]
    return tuple(sorted([*rules, *added], key=lambda rule: (rule.position, rule.base is None, rule.id)))


def _rule(rule_id: str, place: float, base: RuleFields, row: DraftRow | None) -> DraftRule:
    if row is None:
        return DraftRule(rule_id, base, "same", 0, base, place)
    if row.is_undone:
        return DraftRule(rule_id, base, "same", row.revision, base, place)
    position = place if row.position is None else row.position
    change: RuleChange = "changed"
    if row.fields is None:
        change = "removed"
    elif row.fields == base and position == place and not row.is_contested:
        change = "same"
    return _made(row, base if row.fields is None else row.fields, change, base, position)


def _added(row: DraftRow, end: float) -> DraftRule:
    position = end if row.position is None else row.position
    if row.fields is None:
        return _made(row, row.ancestor or {}, "removed", None, position)
    return _made(row, row.fields, "added", None, position)


def _made(row: DraftRow, fields: RuleFields, change: RuleChange, base: RuleFields | None, position: float) -> DraftRule:
    return DraftRule(
        row.rule_id, fields, change, row.revision, base, position,
        is_contested=row.is_contested, ancestor=row.ancestor, changed_by=row.changed_by, changed_at=row.changed_at,
    )  # fmt: skip
