"""Asks CARE about every labelled story, through the very line that `triage understand` prints."""

from collections.abc import Iterable, Mapping
from time import perf_counter
from typing import Any

from care_triage.triage.evaluation.types import Answer, Pair, Story
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.queries.understanding import understand
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.service.understood import report_of
from care_triage.triage.told.types import values_of
from care_triage.triage.types import Understanding


def answers(stories: Iterable[Story]) -> list[Pair]:
    """The stories beside what the catalogue in force says of them. Raises NoRuleSet."""
    rule_set = current_rule_set()
    understand("")  # The first story would pay for the building of the model.
    return [Pair(story, _answer(rule_set, story)) for story in stories]


def _answer(rule_set: RuleSet, story: Story) -> Answer:
    started = perf_counter()
    found = understand(story.text)
    milliseconds = (perf_counter() - started) * 1000
    report = report_of(rule_set, {"id": story.id, "text": story.text}, found)
    return answer_of(report, found, milliseconds)


def answer_of(report: Mapping[str, Any], found: Understanding, milliseconds: float = 0.0) -> Answer:
    """What counts of an answer, as an outside reader of the line would take it."""
    subjects = report["subjects"]
    return Answer(
        action=str(report["action"]),
        subjects=tuple(reading["subject"] for reading in subjects),
        confidence=float(subjects[0]["score"]) if subjects else 0.0,
        redirect=found.redirect,
        partners=_once(partner["kind"] for partner in report["partners"]),
        urgency=str(report["urgency"]),
        distress=bool(report["distress"]),
        danger=found.danger,
        needs=tuple(need["subject"] for need in report.get("needs", ())),
        facts=dict(found.hints),
        guesses=values_of(found.told.facts),
        corrections=tuple(correction.slug for correction in found.told.corrections),
        milliseconds=milliseconds,
    )


def _once(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(kind) for kind in kinds))
