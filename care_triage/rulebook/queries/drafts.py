"""Drafts of rules: the list, and one with everything it says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from care_triage.accounts.models import Person
from care_triage.infra.db import session
from care_triage.rulebook.errors import DraftNotFound
from care_triage.rulebook.models import RuleDraft, RuleDraftRow
from care_triage.rulebook.policy import DraftRow, draft_rules, fields_of
from care_triage.rulebook.types import DraftState, DraftView, RuleFields
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.models import PublishedRuleSet
from care_triage.triage.queries.rule_sets import get_rule_set


@dataclass(frozen=True)
class DraftCard:
    """One line of the list of drafts."""

    id: int
    title: str
    state: DraftState
    author: str
    updated_at: datetime
    base_version: int
    changes: int


def get_draft(draft_id: int) -> DraftView:
    """A draft with all its rules. Raises DraftNotFound."""
    draft = session().get(RuleDraft, draft_id)
    if draft is None:
        raise DraftNotFound
    return view_of(draft)


def view_of(draft: RuleDraft) -> DraftView:
    """The same for a draft already at hand."""
    base = get_rule_set(draft.base_id)
    rules = draft_rules(base.document, rows_of(draft.id))
    return DraftView(draft.id, draft.title, draft.state, draft.revision, base.id, base.version, base.document, rules)


def find_row(draft_id: int, rule_id: str) -> RuleDraftRow | None:
    """What the draft keeps of one rule."""
    query = select(RuleDraftRow).where(RuleDraftRow.draft_id == draft_id, RuleDraftRow.rule_id == rule_id)
    return session().scalar(query)


def get_name(person_id: int) -> str:
    """The name of who wrote."""
    return session().get_one(Person, person_id).name


def rows_of(draft_id: int) -> list[DraftRow]:
    """What the draft says of the rules it touches, undone rows included."""
    query = (
        select(RuleDraftRow, Person.name)
        .join(Person, Person.id == RuleDraftRow.changed_by_id)
        .where(RuleDraftRow.draft_id == draft_id)
        .order_by(RuleDraftRow.id)
    )
    found = session().execute(query).all()
    ancestors = _documents({row.contested_from_id for row, _ in found if row.contested_from_id is not None})
    return [_row(row, name, ancestors) for row, name in found]


def _documents(rule_set_ids: Collection[int]) -> Mapping[int, RuleSetDocument]:
    return {rule_set_id: get_rule_set(rule_set_id).document for rule_set_id in rule_set_ids}


def _row(row: RuleDraftRow, name: str, ancestors: Mapping[int, RuleSetDocument]) -> DraftRow:
    contested = row.contested_from_id is not None
    return DraftRow(
        row.rule_id, row.position, row.fields, row.revision, name, row.changed_at, row.is_undone, contested,
        _ancestor(row, ancestors),
    )  # fmt: skip


def _ancestor(row: RuleDraftRow, ancestors: Mapping[int, RuleSetDocument]) -> RuleFields | None:
    if row.contested_from_id is None:
        return None
    spec = ancestors[row.contested_from_id].rule_by_id.get(row.rule_id)
    return fields_of(spec) if spec else None


def drafts(state: DraftState | None = None) -> tuple[DraftCard, ...]:
    """Drafts, or those in one state, the last changed first."""
    query = _cards()
    if state is not None:
        query = query.where(RuleDraft.state == state)
    return tuple(DraftCard(*row) for row in session().execute(query))


def find_open_drafts() -> tuple[DraftCard, ...]:
    """The drafts that can still be written in."""
    return drafts(DraftState.OPEN)


def _cards() -> Select[int, str, DraftState, str, datetime, int, int]:
    changes = (
        select(func.count())
        .where(RuleDraftRow.draft_id == RuleDraft.id, RuleDraftRow.is_undone.is_(False))
        .scalar_subquery()
    )
    return (
        select(
            RuleDraft.id, RuleDraft.title, RuleDraft.state, Person.name, RuleDraft.updated_at,
            PublishedRuleSet.version, changes,
        )
        .join(Person, Person.id == RuleDraft.author_id)
        .join(PublishedRuleSet, PublishedRuleSet.id == RuleDraft.base_id)
        .order_by(RuleDraft.updated_at.desc(), RuleDraft.id.desc())
    )  # fmt: skip
