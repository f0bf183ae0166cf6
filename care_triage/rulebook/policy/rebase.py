"""Carrying a draft over onto a newer version: three ways at once, what both began from, what stands, what the draft says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from care_triage.rulebook.policy.draft_rules import DraftRow, draft_rules
from care_triage.rulebook.policy.fields import base_fields
from care_triage.rulebook.policy.order import merged, positions
from care_triage.rulebook.types import RuleFields
from care_triage.triage.document import RuleSetDocument


@dataclass(frozen=True)
class _Base:
    """The rules of the two versions, by id."""

    old: Mapping[str, RuleFields]
    new: Mapping[str, RuleFields]


def rebase(rows: Iterable[DraftRow], old: RuleSetDocument, new: RuleSetDocument) -> tuple[DraftRow, ...]:
    """The rows of a draft begun on `old`, as they are to be on `new`; those that both changed are contested."""
    live = tuple(row for row in rows if not row.is_undone)
    base = _Base(base_fields(old), base_fields(new))
    carried = tuple(_carried(row, base) for row in live)
    places = _places(live, carried, old, base)
    return tuple(
        replace(row, position=None if row.is_undone else places.get(row.rule_id), is_undone=row.is_undone)
        for row in carried
    )


def _carried(row: DraftRow, base: _Base) -> DraftRow:
    # A row that is still contested keeps what it first began from.
    before = row.ancestor if row.is_contested else base.old.get(row.rule_id)
    theirs = base.new.get(row.rule_id)
    if row.fields == theirs:
        return replace(row, is_undone=row.position is None or theirs is None, is_contested=False, ancestor=None)
    if theirs == before:
        return replace(row, is_contested=False, ancestor=None)
    if row.fields == before:
        # The draft only moved it: a rule that is gone has no place.
        return replace(row, fields=theirs, is_undone=theirs is None, is_contested=False, ancestor=None)
    return replace(row, is_contested=True, ancestor=before)


def _places(
    live: Iterable[DraftRow], carried: Iterable[DraftRow], old: RuleSetDocument, base: _Base
) -> Mapping[str, float]:
    """Positions of the rules that the draft moves or adds: behind the rule they follow in the draft."""
    standing = {row.rule_id: row for row in carried if not row.is_undone}
    movers = {rule_id for rule_id, row in standing.items() if row.position is not None or rule_id not in base.new}
    order = [rule.id for rule in draft_rules(old, live) if rule.id in base.new or rule.id in standing]
    kept = [rule_id for rule_id in base.new if rule_id not in movers]
    return positions(tuple(base.new), merged(kept, order), kept)
