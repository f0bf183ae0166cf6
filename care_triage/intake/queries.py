"""Reads of the front door: the draft of a token, and what would happen to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from care_triage.cases.models import Case
from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.intake import policy
from care_triage.intake.errors import DraftFiled, DraftNotFound
from care_triage.intake.models import RequestDraft
from care_triage.intake.types import Answers, OpenDraft
from care_triage.territory.queries import get_commune, resolve_place
from care_triage.territory.types import Commune, Resolved
from care_triage.triage.document import Question as QuestionToAsk
from care_triage.triage.next_question import next_question
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.service.propose import Question, propose
from care_triage.triage.told import ToldPlace
from care_triage.triage.types import Proposal


def get_draft(token: str) -> OpenDraft:
    """The draft of a token. Raises DraftNotFound, or DraftFiled once the request was sent."""
    row = (
        session()
        .execute(
            select(RequestDraft.answers, RequestDraft.locale, RequestDraft.case_id, Case.link_version)
            .outerjoin(Case, Case.id == RequestDraft.case_id)
            .where(RequestDraft.token == token)
        )
        .one_or_none()
    )
    if row is None:
        raise DraftNotFound
    if row.case_id is not None:
        raise DraftFiled(row.case_id, row.link_version)
    return OpenDraft(token, Answers.from_dict(row.answers), row.locale)


def filed_as(case_id: int) -> DraftFiled:
    """What to tell of a draft that became this case."""
    version = session().scalars(select(Case.link_version).where(Case.id == case_id)).one()
    return DraftFiled(case_id, version)


def find_question(answers: Answers) -> QuestionToAsk | None:
    """The question whose answer can still change most; None when no answer can change anything any more."""
    rule_set = current_rule_set()
    left = policy.questions_left(policy.questions_of(rule_set.document, answers.subjects), answers)
    codes = get_commune(answers.commune).territory_codes if answers.commune else frozenset[str]()
    found = next_question(
        rule_set, answers.subjects, answers.told_facts, codes, clock.today(), [question.fact for question in left]
    )
    return next(question for question in left if question.fact == found.fact) if found else None


@dataclass(frozen=True)
class FoundPlace:
    """A commune that the story names, and the words that name it."""

    commune: Commune
    quote: str
    kept: bool

    @property
    def values(self) -> dict[str, str]:
        """What a draft keeps of it."""
        return {
            "commune": self.commune.insee,
            "commune_label": self.commune.label,
            "department": self.commune.department,
        }


def find_told_place(told: ToldPlace | None, answers: Answers, departments: Collection[str]) -> FoundPlace | None:
    """The commune that the words of a story name; a less sure name only among our own departments."""
    if told is None:
        return None
    for candidate in told.candidates:
        found = resolve_place(candidate)
        if not isinstance(found, Resolved) or (not told.sure and found.commune.department not in departments):
            continue
        if answers.commune:
            # Another place was given since: the story is not asked about any more.
            is_the_same = answers.commune == found.commune.insee
            return FoundPlace(found.commune, told.quote, True) if is_the_same else None
        return FoundPlace(found.commune, told.quote, told.sure and not answers.subjects)
    return None


def proposals(answers: Answers) -> Sequence[Proposal]:
    """For each subject, who would receive it, why, and by when they answer."""
    rule_set, commune, today = current_rule_set(), get_commune(answers.commune), clock.today()
    planned = [
        propose(rule_set, Question(subject, answers.told_facts, commune), today)
        for subject in policy.needs_of(rule_set.document, answers)
    ]
    # Where a life may be in danger a person decides who is told.
    return [replace(proposal, partners=()) for proposal in planned] if answers.danger else planned
