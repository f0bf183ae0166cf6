"""Pure decisions of the front door: which question comes next, which step is missing."""

from collections.abc import Sequence

from care_triage.intake.types import Answers, Step
from care_triage.triage.document import Question, RuleSetDocument

MOST_QUESTIONS = 7
MOST_SUBJECTS = 4
STORY_LIMIT = 5_000


def questions_of(document: RuleSetDocument, subjects: Sequence[str]) -> tuple[Question, ...]:
    """The questions of these subjects, each fact once, subject by subject in turn, seven at most."""
    lists = [list(document.subject_by_slug[slug].questions) for slug in subjects if slug in document.subject_by_slug]
    found: dict[str, Question] = {}
    for rank in range(max(map(len, lists), default=0)):
        for questions in lists:
            if rank < len(questions):
                found.setdefault(questions[rank].fact, questions[rank])
    return tuple(found.values())[:MOST_QUESTIONS]


def next_question(questions: Sequence[Question], answers: Answers) -> Question | None:
    """The first question that was neither answered nor skipped."""
    return next((question for question in questions if question.fact not in answers.asked), None)


def question_before(questions: Sequence[Question], fact: str) -> Question | None:
    """The question asked before this one."""
    facts = [question.fact for question in questions]
    place = facts.index(fact) if fact in facts else 0
    return questions[place - 1] if place > 0 else None


def missing_step(answers: Answers, questions: Sequence[Question]) -> Step | None:
    """The first step that still lacks what sending needs; questions may all be skipped, but are shown."""
    if not answers.story:
        return Step.STORY
    if not answers.subjects:
        return Step.SUBJECTS
    if next_question(questions, answers) is not None:
        return Step.QUESTIONS
    if not answers.commune:
        return Step.PLACE
    if not (answers.contact_name and (answers.contact_email or answers.contact_phone) and answers.consents):
        return Step.CONTACT
    return None
