"""How far drafts are: who wrote in them, what was done with them, what they became."""

from sqlalchemy import select

from care_triage.accounts.models import Person
from care_triage.infra.db import session
from care_triage.rulebook.errors import DraftNotFound
from care_triage.rulebook.models import RuleDraft, RuleDraftEvent, RuleDraftHand
from care_triage.rulebook.types import DraftEvent, DraftLife
from care_triage.triage.models import PublishedRuleSet
from care_triage.triage.queries.rule_sets import newest_rule_set


def get_life(draft_id: int) -> DraftLife:
    """How far the draft is. Raises DraftNotFound."""
    draft = session().get(RuleDraft, draft_id)
    if draft is None:
        raise DraftNotFound
    return life_of(draft)


def life_of(draft: RuleDraft) -> DraftLife:
    """The same for a draft already at hand."""
    numbers = _numbers(draft)
    return DraftLife(
        id=draft.id, title=draft.title, state=draft.state, revision=draft.revision,
        base_version=numbers[draft.base_id], newest_version=newest_rule_set().version,
        author=session().get_one(Person, draft.author_id).name, hands=_hands(draft.id), reason=draft.reason,
        review_note=draft.review_note, effective_at=draft.effective_at,
        published_version=numbers[draft.published_as] if draft.published_as else None, events=_events(draft.id),
    )  # fmt: skip


def find_draft_of_version(number: int) -> int | None:
    """The draft that became this version."""
    query = (
        select(RuleDraft.id)
        .join(PublishedRuleSet, PublishedRuleSet.id == RuleDraft.published_as)
        .where(PublishedRuleSet.version == number)
    )
    return session().scalar(query)


def _numbers(draft: RuleDraft) -> dict[int, int]:
    wanted = {draft.base_id, draft.published_as} - {None}
    query = select(PublishedRuleSet.id, PublishedRuleSet.version).where(PublishedRuleSet.id.in_(wanted))
    return {rule_set_id: number for rule_set_id, number in session().execute(query)}  # noqa: C416


def _hands(draft_id: int) -> frozenset[int]:
    query = select(RuleDraftHand.person_id).where(RuleDraftHand.draft_id == draft_id)
    return frozenset(session().scalars(query))


def _events(draft_id: int) -> tuple[DraftEvent, ...]:
    query = (
        select(RuleDraftEvent.step, Person.name, RuleDraftEvent.at, RuleDraftEvent.note)
        .outerjoin(Person, Person.id == RuleDraftEvent.person_id)
        .where(RuleDraftEvent.draft_id == draft_id)
        .order_by(RuleDraftEvent.id)
    )
    return tuple(DraftEvent(*row) for row in session().execute(query))
