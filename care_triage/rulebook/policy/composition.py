"""From a draft to the document it would publish, or to everything that is wrong in its rules, cell by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, get_type_hints

from care_triage.rulebook.policy.fields import RULE_ID
from care_triage.rulebook.types import Composition, DraftRule, DraftView, RowProblem, RuleFields
from care_triage.rules import CellError, RuleError, RulesError, Vocabulary, VocabularyError, parse_cell, read_rule
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import FactSpec, RuleSetDocument, RuleSpec
from care_triage.triage.records import RecordError, read
from care_triage.triage.rule_set import RuleSet

# A rule of which every field is right: shows what is wrong in one field of another.
_SOUND: Final[RuleFields] = {
    "id": "sound", "when": {}, "partner": "human", "role": "lead", "rank": 1, "answer_hours": 1, "why": "…",
    "status": "G",
}  # fmt: skip
_HINTS: Final[Mapping[str, Any]] = get_type_hints(RuleSpec)
_REQUIRED: Final = frozenset(_SOUND)
_Found = Iterator[RowProblem]


def compose(draft: DraftView) -> Composition:
    """The document that publishing the draft would give. Pure; any wrong rule gives problems instead."""
    vocabulary = draft.base.to_vocabulary()
    specs, problems = [], []
    for rule in draft.rules:
        if rule.change != "removed":
            spec, found = _read(draft.base, vocabulary, rule)
            problems += found
            specs += [spec] if spec else []
    if problems:
        return Composition(None, tuple(problems))
    return _compiled(replace(draft.base, rules=tuple(specs)))


def problems_of_rule(document: RuleSetDocument, rule_id: str, fields: RuleFields) -> tuple[RowProblem, ...]:
    """Everything wrong in the fields of one rule, read with the vocabulary of `document`."""
    rule = DraftRule(rule_id, fields, "changed", 0, None, 0.0)
    return tuple(_read(document, document.to_vocabulary(), rule)[1])


def _compiled(document: RuleSetDocument) -> Composition:
    # Whatever only shows in the whole table, in one sentence.
    try:
        RuleSet(0, 0, document)
    except RulesError as error:
        return Composition(None, (_of_engine(error, getattr(error, "rule_id", ""), "id"),))
    return Composition(document)


def _read(
    document: RuleSetDocument, vocabulary: Vocabulary, rule: DraftRule
) -> tuple[RuleSpec | None, list[RowProblem]]:
    if rule.change == "same" and (spec := document.rule_by_id.get(rule.id)):
        return spec, []
    try:
        spec = read(RuleSpec, {**rule.fields, "id": rule.id})
    except RecordError:
        return None, [*_field_problems(rule), *_cell_problems(vocabulary, rule)]
    found = [*_cell_problems(vocabulary, rule), *_sense_problems(document.fact_by_name, spec)]
    return spec, found or list(_dates(vocabulary, spec))


def _field_problems(rule: DraftRule) -> _Found:
    """What cannot be read, field by field."""
    texts = {f"{name}_en" for name in ("why", "advice")}
    for name in sorted(rule.fields.keys() - _HINTS.keys() - texts):
        yield RowProblem(rule.id, name, "Ce champ n’existe pas.", "This field does not exist.")
    for name in _HINTS:
        given = {key: rule.fields[key] for key in (name, f"{name}_en") if key in rule.fields}
        if name != "id" and (given or name in _REQUIRED):
            yield from _field_problem(rule, name, given)


def _field_problem(rule: DraftRule, name: str, given: RuleFields) -> _Found:
    if given.get(name) is None and name in _REQUIRED:
        yield RowProblem(rule.id, name, "Ce champ est obligatoire.", "This field is required.")
        return
    try:
        read(RuleSpec, {**_SOUND, **given})
    except RecordError as error:
        message = f"{error.problem[:1].upper()}{error.problem[1:]}."
        path = error.place.replace(", ", ".") or name
        yield RowProblem(rule.id, path, message, "This value does not fit here.")


def _cell_problems(vocabulary: Vocabulary, rule: DraftRule) -> _Found:
    when = rule.fields.get("when")
    if not isinstance(when, Mapping) or not when:
        yield RowProblem(
            rule.id, "when", "Sans condition, cette règle s’appliquerait à toutes les demandes.",
            "Without a condition, this rule would apply to every request.",
        )  # fmt: skip
        return
    for name, cell in when.items():
        if isinstance(cell, str):
            yield from _cell_problem(vocabulary, rule.id, name, cell)


def _cell_problem(vocabulary: Vocabulary, rule_id: str, name: str, cell: str) -> _Found:
    field = f"when.{name}"
    if name not in vocabulary:
        yield RowProblem(
            rule_id, field, f"L’information « {name} » n’existe pas.", f"The information “{name}” does not exist."
        )
        return
    try:
        parse_cell(cell, vocabulary[name], rule_id=rule_id)
    except RulesError as error:
        yield _of_engine(error, rule_id, field)


def _of_engine(error: RulesError, rule_id: str, field: str) -> RowProblem:
    offset = error.offset if isinstance(error, CellError) else None
    return RowProblem(rule_id, field, error.message("fr"), error.message("en"), offset)


def _dates(vocabulary: Vocabulary, spec: RuleSpec) -> _Found:
    try:
        read_rule(vocabulary, spec.id, spec.when, valid_from=spec.valid_from, valid_until=spec.valid_until)
    except (RuleError, VocabularyError, CellError) as error:
        yield _of_engine(error, spec.id, "when")


def _sense_problems(facts: Mapping[str, FactSpec], spec: RuleSpec) -> _Found:
    """What reads well and makes no sense."""
    if not RULE_ID.fullmatch(spec.id):
        yield RowProblem(spec.id, "id", "Ce nom de règle n’est pas possible.", "This name of a rule is not possible.")
    if spec.answer_hours < 1:
        yield RowProblem(
            spec.id,
            "answer_hours",
            "Le délai de réponse est d’une heure au moins.",
            "The time to answer is at least one hour.",
        )
    if spec.valid_from and spec.valid_until and spec.valid_until < spec.valid_from:
        yield RowProblem(
            spec.id, "valid_until", "La règle finirait avant de commencer.", "The rule would end before it begins."
        )
    yield from _clock_problems(facts, spec)


def _clock_problems(facts: Mapping[str, FactSpec], spec: RuleSpec) -> _Found:
    clock = spec.legal_clock
    if clock is None:
        return
    fact = facts.get(clock.fact)
    if fact is None or fact.kind is not Kind.DATE:
        yield RowProblem(
            spec.id, "legal_clock.fact", f"Le délai légal court depuis « {clock.fact} », qui n’est pas une date connue.",
            f"The legal delay runs from “{clock.fact}”, which is not a known date.",
        )  # fmt: skip
    if clock.days < 0 or clock.months < 0:
        yield RowProblem(
            spec.id,
            "legal_clock.days",
            "Un délai légal ne remonte pas le temps.",
            "A legal delay does not go back in time.",
        )
