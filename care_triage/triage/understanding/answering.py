"""What a story answers of the questions that its subjects would ask, and which door that makes the right one. Pure."""

from dataclasses import replace
from datetime import date

from care_triage.triage.document import RuleSetDocument
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.told import Told, answers, told_besides
from care_triage.triage.types import Action, Understanding


def with_answers(found: Understanding, story: str, document: RuleSetDocument) -> Understanding:
    """The same with the facts that the story tells of its needs, and of the subjects it may be about as well."""
    slugs = dict.fromkeys((*found.needs, *found.close))
    asked = {question.fact for slug in slugs for question in document.subject_by_slug[slug].questions}
    answered = Told(answers(story, asked | told_besides(slugs))).among(document.fact_by_name)
    told = found.told.completed(answered.facts)
    return replace(found, told=told, hints=told.hints)


def at_its_door(found: Understanding, rule_set: RuleSet, on: date) -> Understanding:
    """The same at another door, where what is surely told of its one need says that it is not ours."""
    suffering, several = found.danger or found.distress, len(found.needs) != 1 or bool(found.close)
    if found.action is not Action.ROUTE or suffering or several:
        return found
    redirect = rule_set.redirect_of(found.needs[0], found.facts, on)
    if redirect is None:
        return found
    door = next(known for known in rule_set.document.redirects if known.slug == redirect)
    return replace(found, action=Action(door.action), redirect=redirect, redirect_words=found.readings[0].words)
