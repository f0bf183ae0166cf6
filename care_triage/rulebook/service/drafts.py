"""Writing drafts of rules: begin one; save, add, move, remove a rule, or put it back as it was.

Each write names the revision of the rule that its author saw: whoever was slower is told, and loses nothing.
"""

from collections.abc import Mapping, Sequence

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.rulebook.errors import BadRuleId, RowChangedMeanwhile, RuleIdTaken, RuleNotFound
from care_triage.rulebook.models import RuleDraft, RuleDraftRow
from care_triage.rulebook.policy import RULE_ID, normal_fields, place_after, place_before, positions
from care_triage.rulebook.queries.drafts import find_row, get_name, view_of
from care_triage.rulebook.service.draft_log import note_hand, note_step, open_draft, touch
from care_triage.rulebook.types import DraftRule, DraftState, DraftStep, DraftView, RuleFields
from care_triage.triage.queries.rule_sets import get_rule_set


@transactional
def start_draft(title: str, base_id: int, actor_id: int) -> int:
    """Begin a draft on a published version; returns its id. Raises NoRuleSet."""
    get_rule_set(base_id)
    at = clock.now()
    draft = RuleDraft(
        title=title, base_id=base_id, state=DraftState.OPEN, revision=1, author_id=actor_id, created_at=at, updated_at=at,
    )  # fmt: skip
    session().add(draft)
    session().flush()
    note_step(draft, DraftStep.STARTED, actor_id)
    note_hand(draft, actor_id)
    return draft.id


@transactional
def save_row(draft_id: int, rule_id: str, fields: RuleFields, seen_revision: int, actor_id: int) -> int:
    """Write the fields of a rule, right or wrong; returns its new revision.

    Settles a contested rule. Raises RowChangedMeanwhile, DraftNotOpen, RuleNotFound.
    """
    draft, rule = _open_rule(draft_id, rule_id, seen_revision)
    return _write(draft, rule, fields, actor_id, position=_kept_position(draft, rule))


@transactional
def remove_row(draft_id: int, rule_id: str, seen_revision: int, actor_id: int) -> int:
    """Remove a rule; it stays in the draft, crossed out. Raises like `save_row`."""
    draft, rule = _open_rule(draft_id, rule_id, seen_revision)
    if rule.base is None and not rule.is_contested:
        return _undo(draft, rule, actor_id)
    return _write(draft, rule, None, actor_id)


@transactional
def undo_row(draft_id: int, rule_id: str, seen_revision: int, actor_id: int) -> int:
    """Put a rule back as its base says, or forget an added one. Raises like `save_row`."""
    draft, rule = _open_rule(draft_id, rule_id, seen_revision)
    return _undo(draft, rule, actor_id)


@transactional
def add_row(draft_id: int, rule_id: str, fields: RuleFields, actor_id: int, *, after: str | None = None) -> int:
    """Add a rule, after another one or at the end; returns its revision. Raises RuleIdTaken, BadRuleId, DraftNotOpen."""
    if not RULE_ID.fullmatch(rule_id):
        raise BadRuleId
    draft = open_draft(draft_id)
    rules = view_of(draft).rules
    if any(rule.id == rule_id for rule in rules):
        raise RuleIdTaken
    position = place_after(rules, after)
    new = DraftRule(rule_id, fields, "added", 0, None, position)
    return _write(draft, new, fields, actor_id, position=position)


@transactional
def move_row(
    draft_id: int, rule_id: str, after: str | None, seen_revision: int, actor_id: int, *, before: str | None = None
) -> int:
    """Put a rule after another one (None: last), or `before` one; returns its new revision. Raises like `save_row`."""
    draft, rule = _open_rule(draft_id, rule_id, seen_revision)
    if rule.change == "removed":
        raise RuleNotFound
    view = view_of(draft)
    others = tuple(each for each in view.rules if each.id != rule_id)
    position = place_after(others, after) if before is None else place_before(others, before)
    return _write(draft, rule, rule.fields, actor_id, position=_unless_at_home(view, others, rule, position))


def _unless_at_home(view: DraftView, others: Sequence[DraftRule], rule: DraftRule, position: float) -> float | None:
    """The position, or none where it means the place that the base has for the rule: going back is no change."""
    home = next((float(place) for place, spec in enumerate(view.base.rules) if spec.id == rule.id), None)
    if home is None:
        return position
    low, high = sorted((home, position))
    return position if any(low <= each.position <= high for each in others) else None


@transactional
def replace_rules(draft_id: int, rules: Mapping[str, RuleFields], actor_id: int) -> int:
    """Make the draft say exactly these rules (id to fields), in this order; returns how many rules differ from its base.

    Raises DraftNotOpen, BadRuleId.
    """
    draft = open_draft(draft_id)
    if any(not RULE_ID.fullmatch(rule_id) for rule_id in rules):
        raise BadRuleId
    view = view_of(draft)
    standing = {rule.id: rule for rule in view.rules}
    places = positions([spec.id for spec in view.base.rules], tuple(rules))
    for rule_id, fields in rules.items():
        rule = standing.get(rule_id) or DraftRule(rule_id, {}, "added", 0, None, 0.0)
        if rule.change != "same" or rule_id in places or normal_fields(fields) != rule.base:
            _write(draft, rule, fields, actor_id, position=places.get(rule_id))
    for rule in view.rules:
        if rule.id not in rules:
            _write(draft, rule, None, actor_id, is_undone=rule.base is None)
    return len(view_of(draft).changed)


def _open_rule(draft_id: int, rule_id: str, seen_revision: int) -> tuple[RuleDraft, DraftRule]:
    """The open draft and one of its rules, if that is still what its author saw."""
    draft = open_draft(draft_id)
    rule = view_of(draft).find(rule_id)
    row = find_row(draft_id, rule_id)
    if row is not None and row.revision != seen_revision:
        raise RowChangedMeanwhile(_standing(rule), get_name(row.changed_by_id), row.revision)
    if rule is None:
        raise RuleNotFound
    return draft, rule


def _standing(rule: DraftRule | None) -> RuleFields | None:
    return None if rule is None or rule.change == "removed" else rule.fields


def _undo(draft: RuleDraft, rule: DraftRule, actor_id: int) -> int:
    return _write(draft, rule, rule.base, actor_id, is_undone=True)


def _write(
    draft: RuleDraft,
    rule: DraftRule,
    fields: RuleFields | None,
    actor_id: int,
    *,
    position: float | None = None,
    is_undone: bool = False,
) -> int:
    """Keep what the draft says of a rule; a rule that says what its base says is no change."""
    row = find_row(draft.id, rule.id)
    if row is None:
        row = RuleDraftRow(draft_id=draft.id, rule_id=rule.id, revision=0)
        session().add(row)
    row.fields = None if fields is None else dict(normal_fields(fields))
    row.position = position
    row.is_undone = is_undone or (row.fields == rule.base and position is None)
    row.contested_from_id = None
    row.revision += 1
    row.changed_by_id, row.changed_at = actor_id, clock.now()
    touch(draft, actor_id)
    session().flush()
    return row.revision


def _kept_position(draft: RuleDraft, rule: DraftRule) -> float | None:
    row = find_row(draft.id, rule.id)
    return row.position if row else None
