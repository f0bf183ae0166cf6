"""Reads of the front door: the draft of a token, and what would happen to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, func, select

from care_triage.cases.models import Case
from care_triage.cases.queries.mandate import find_mandate
from care_triage.infra import clock
from care_triage.infra.db import connection, session, table
from care_triage.intake import policy
from care_triage.intake.errors import DraftFiled, DraftJoined, DraftNotFound
from care_triage.intake.models import EmbedSite, RequestDraft, StoryPrint
from care_triage.intake.suspicion import PRINTS_KEPT, fingerprint
from care_triage.intake.types import Answers, OpenDraft
from care_triage.territory.queries import get_commune, resolve_place
from care_triage.territory.types import Commune, Resolved
from care_triage.triage.document import Question as QuestionToAsk
from care_triage.triage.next_question import NextQuestion, open_questions
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.service.propose import Question, propose
from care_triage.triage.told import ToldPlace
from care_triage.triage.types import Proposal

_PRINTS = table(StoryPrint)
_SAME = select(func.count()).where(
    _PRINTS.c.fingerprint == bindparam("printed"), _PRINTS.c.filed_at >= bindparam("since")
)


def get_draft(token: str) -> OpenDraft:
    """The draft of a token. Raises DraftNotFound, or DraftFiled once the request was sent."""
    row = (
        session()
        .execute(
            select(
                RequestDraft.answers,
                RequestDraft.locale,
                RequestDraft.updated_at,
                RequestDraft.case_id,
                RequestDraft.joined,
            ).where(RequestDraft.token == token)
        )
        .one_or_none()
    )
    if row is None:
        raise DraftNotFound
    if row.case_id is not None:
        raise filed_as(row.case_id, joined=row.joined)
    return OpenDraft(token, Answers.from_dict(row.answers), row.locale, row.updated_at)


def filed_as(case_id: int, *, joined: bool) -> DraftFiled | DraftJoined:
    """What to tell of a draft that became this case, or whose words went to it."""
    if joined:
        return DraftJoined()
    version = session().scalars(select(Case.link_version).where(Case.id == case_id)).one()
    return DraftFiled(case_id, version, by_helper=find_mandate(case_id) is not None)


def same_lately(story: str) -> int:
    """How many other requests told the same story within the last days."""
    if not (printed := fingerprint(story)):
        return 0
    return connection().execute(_SAME, {"printed": printed, "since": clock.now() - PRINTS_KEPT}).scalar_one()


def has_binding_date(answers: Answers) -> bool:
    """Whether the law counts days for one of the needs: nothing waits then."""
    return any(proposal.terms for proposal in proposals(answers))


def find_question(answers: Answers) -> QuestionToAsk | None:
    """The question whose answer can still change most; None when no answer can change anything any more."""
    left, opened = _open_questions(answers)
    return next(question for question in left if question.fact == opened[0].fact) if opened else None


def count_ahead(answers: Answers, current: str) -> int:
    """How many questions may come after this one, at most: an answer can only make them fewer."""
    _, opened = _open_questions(answers)
    questions = policy.questions_of(current_rule_set().document, answers.subjects)
    asked = {question.fact for question in questions if question.fact in answers.asked}
    room = policy.MOST_QUESTIONS - len(asked | {current})
    return max(0, min(room, sum(question.fact != current for question in opened)))


def _open_questions(answers: Answers) -> tuple[Sequence[QuestionToAsk], Sequence[NextQuestion]]:
    """The questions that were not asked, and those of them whose answer can still change something."""
    rule_set = current_rule_set()
    left = policy.questions_left(policy.questions_of(rule_set.document, answers.subjects), answers)
    codes = get_commune(answers.commune).territory_codes if answers.commune else frozenset[str]()
    facts = [question.fact for question in left]
    return left, open_questions(rule_set, answers.subjects, answers.told_facts, codes, clock.today(), facts)


@dataclass(frozen=True)
class SiteRow:
    """A partner's site, and whether it may hold the front door."""

    slug: str
    name: str
    origins: tuple[str, ...]
    active: bool


def sites() -> Sequence[SiteRow]:
    """Every site, by name."""
    return [_site(row) for row in session().scalars(select(EmbedSite).order_by(EmbedSite.name, EmbedSite.id))]


def find_site(slug: str) -> SiteRow | None:
    """The site that addresses call so."""
    row = session().scalar(select(EmbedSite).where(EmbedSite.slug == slug))
    return _site(row) if row else None


def _site(row: EmbedSite) -> SiteRow:
    return SiteRow(row.slug, row.name, tuple(row.origins.get("allowed", ())), row.active)


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
        quote = _words_of(told, found.commune)
        if answers.commune:
            # Another place was given since: the story is not asked about any more.
            is_the_same = answers.commune == found.commune.insee
            return FoundPlace(found.commune, quote, True) if is_the_same else None
        return FoundPlace(found.commune, quote, told.sure and not answers.subjects)
    return None


def _words_of(told: ToldPlace, commune: Commune) -> str:
    """The fewest words that still name it: what follows them in a text without commas is no part of the name."""
    for words in reversed(told.candidates):
        found = resolve_place(words)
        if words in told.quote and isinstance(found, Resolved) and found.commune.insee == commune.insee:
            return words
    return told.quote


def proposals(answers: Answers) -> Sequence[Proposal]:
    """For each subject, who would receive it, why, and by when they answer."""
    rule_set, commune, today = current_rule_set(), get_commune(answers.commune), clock.today()
    planned = [
        propose(rule_set, Question(subject, answers.told_facts, commune), today)
        for subject in policy.needs_of(rule_set.document, answers)
    ]
    # Where a life may be in danger, or another door was shown, a person decides who is told.
    waits = answers.danger or answers.insists
    return [replace(proposal, partners=()) for proposal in planned] if waits else planned
