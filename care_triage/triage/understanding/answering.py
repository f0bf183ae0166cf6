"""What a story answers of the questions that its subjects would ask. Pure."""

from dataclasses import replace

from care_triage.triage.document import RuleSetDocument
from care_triage.triage.told import Told, answers, told_besides
from care_triage.triage.types import Understanding


def with_answers(found: Understanding, story: str, document: RuleSetDocument) -> Understanding:
    """The same with the facts that the story tells of its needs, and of the subjects it may be about as well."""
    slugs = dict.fromkeys((*found.needs, *found.close))
    asked = {question.fact for slug in slugs for question in document.subject_by_slug[slug].questions}
    answered = Told(answers(story, asked | told_besides(slugs))).among(document.fact_by_name)
    told = found.told.completed(answered.facts)
    return replace(found, told=told, hints=told.hints)
