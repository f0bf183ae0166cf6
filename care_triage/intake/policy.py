"""Pure decisions of the front door: which questions may come, which step is missing."""

from collections.abc import Sequence

from care_triage.intake.types import Answers, Step
from care_triage.triage.document import Question, Redirect, RuleSetDocument

MOST_QUESTIONS = 7
MOST_SUBJECTS = 4
STORY_LIMIT = 5_000
# The fact that lets a psychologist call, and the subject under which they do.
CONSENT = "apesa_consent"
SUPPORT = "detresse-dirigeant"


def questions_of(document: RuleSetDocument, subjects: Sequence[str]) -> tuple[Question, ...]:
    """The questions of these subjects, each fact once, subject by subject in turn."""
    lists = [list(document.subject_by_slug[slug].questions) for slug in subjects if slug in document.subject_by_slug]
    found: dict[str, Question] = {}
    for rank in range(max(map(len, lists), default=0)):
        for questions in lists:
            if rank < len(questions):
                found.setdefault(questions[rank].fact, questions[rank])
    return tuple(found.values())


def questions_left(questions: Sequence[Question], answers: Answers) -> tuple[Question, ...]:
    """Those that were neither answered, skipped nor told; none once seven were asked."""
    asked = sum(question.fact in answers.asked for question in questions)
    if asked >= MOST_QUESTIONS:
        return ()
    known = {*answers.asked, *answers.kept_names, *answers.register_facts}
    return tuple(question for question in questions if question.fact not in known)


def offers_support(answers: Answers) -> bool:
    """Whether a psychologist is offered now: suffering was heard, and the owner has not been asked yet."""
    return bool(answers.subjects) and answers.distress and CONSENT not in answers.asked


def offers_firm(answers: Answers) -> bool:
    """Whether the firm is looked for now: once, when the subjects are known, and before anybody typed its name."""
    return bool(answers.subjects) and not (answers.firm_asked or answers.contact_name)


def needs_of(document: RuleSetDocument, answers: Answers) -> tuple[str, ...]:
    """The subjects that become needs. A yes to the psychologist is a confidential need of its own, whatever else
    the request is about: no creditor reads of it.
    """
    known = tuple(slug for slug in answers.subjects if slug in document.subject_by_slug)
    wants_support = answers.facts.get(CONSENT) is True and SUPPORT in document.subject_by_slug
    return (*known, SUPPORT) if wants_support and SUPPORT not in known else known


def asked_before(questions: Sequence[Question], answers: Answers, fact: str) -> tuple[str, ...]:
    """The facts that this owner was asked for before this one, in their order."""
    current = {question.fact for question in questions}
    asked = [name for name in answers.asked if name in current]
    return tuple(asked[: asked.index(fact)] if fact in asked else asked)


def missing_step(answers: Answers, *, is_question_left: bool = False) -> Step | None:
    """The first step that still lacks what sending needs. Questions are asked, but never needed."""
    needed = (
        (Step.STORY, not answers.story),
        (Step.SUBJECTS, not answers.subjects),
        (Step.QUESTIONS, is_question_left),
        (Step.PLACE, not answers.commune),
        (Step.CONTACT, not _has_contact(answers)),
        (Step.MANDATE, answers.on_behalf and not answers.helper.get("name")),
    )
    return next((step for step, is_missing in needed if is_missing), None)


def _has_contact(answers: Answers) -> bool:
    return bool(answers.contact_name and (answers.contact_email or answers.contact_phone) and answers.consents)


def redirect_of(answers: Answers, document: RuleSetDocument) -> Redirect | None:
    """What CARE does not handle in this story, if the catalogue still knows it."""
    return next((item for item in document.redirects if item.slug == answers.redirect), None)


def is_sent_elsewhere(answers: Answers, document: RuleSetDocument) -> bool:
    """Whether the other door is still the next page: neither declined nor left behind by choosing a subject."""
    return not answers.insists and not answers.subjects and redirect_of(answers, document) is not None
