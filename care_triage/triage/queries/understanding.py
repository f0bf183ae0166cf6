"""The understander of the rule set in force, built once per process, version and model."""

from functools import lru_cache

from care_triage.infra import clock
from care_triage.triage.danger import Listener
from care_triage.triage.learning import Model
from care_triage.triage.queries.hearing import listener
from care_triage.triage.queries.learnt import find_model
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.types import Lesson, Understanding
from care_triage.triage.understanding import Understander
from care_triage.triage.understanding.answering import at_its_door, with_answers


def understand(story: str) -> Understanding:
    """What a story is about, by the catalogue in force and the words learnt last. Raises NoRuleSet."""
    rule_set = current_rule_set()
    reader = _understander(rule_set, find_model(Lesson.SUBJECTS), listener())
    found = with_answers(reader.understand(story), story, rule_set.document)
    return at_its_door(found, rule_set, clock.today())


@lru_cache(maxsize=2)
def _understander(rule_set: RuleSet, model: Model | None, ear: Listener) -> Understander:
    return Understander(rule_set.document, model, ear)
