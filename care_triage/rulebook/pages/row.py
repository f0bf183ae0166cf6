"""What the page of one rule shows: an editor for each fact it uses, with the labels of its codes and its errors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from care_triage.rulebook.forms.row import RowInput
from care_triage.rulebook.labels import field_name
from care_triage.rulebook.pages.cell_editor import CellInput, marked
from care_triage.rulebook.pages.table_filter import cells_of
from care_triage.rulebook.policy import differences, flat
from care_triage.rulebook.types import DraftRule, DraftView, RowProblem, RuleFields
from care_triage.rulebook.words.cells import Speech, activity_codes_in, place_codes
from care_triage.rulebook.words.rules import partner_name, role_name, speech_of
from care_triage.rules import Kind
from care_triage.triage.document import FactSpec, RuleSetDocument
from care_triage.web.i18n import _, language


@dataclass(frozen=True)
class CellEditor:
    """One fact of the rule: its cell, what it says, the codes to tick, and what is wrong with it."""

    name: str
    spec: FactSpec | None
    label: str
    input: CellInput
    says: str
    codes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    problem: str
    mark: tuple[str, str, str] | None


@dataclass(frozen=True)
class Side:
    """One field as it was (`base`), as somebody else saved it, and as the reader typed it."""

    label: Any
    base: str
    theirs: str
    mine: str


def editors_of(
    row: RowInput, draft: DraftView, problems: Sequence[RowProblem], offered: Mapping[str, Sequence[tuple[str, str]]]
) -> tuple[CellEditor, ...]:
    """The editors of a row; `offered` are places that a search proposes, by fact."""
    speech = speech_of(draft.base, [each.cell for each in row.cells])
    wrong = {problem.field.removeprefix("when."): problem for problem in problems if problem.field.startswith("when.")}
    return tuple(
        _editor(each, draft.base, speech, wrong.get(each.fact), offered.get(each.fact, ())) for each in row.cells
    )


def _editor(
    given: CellInput,
    document: RuleSetDocument,
    speech: Speech,
    problem: RowProblem | None,
    offered: Sequence[tuple[str, str]],
) -> CellEditor:
    spec = document.fact_by_name.get(given.fact)
    chip = speech.chip(given.fact, given.cell, whole=True) if given.cell else None
    return CellEditor(
        name=given.fact,
        spec=spec,
        label=spec.label(language()) if spec else given.fact,
        input=given,
        says=chip.text if chip and not chip.problem else "",
        codes=_codes(spec, document, given, speech, offered) if spec else (),
        problem=problem.sentence(language()) if problem else "",
        mark=marked(given.cell, problem.offset) if problem else None,
    )


def _codes(
    spec: FactSpec, document: RuleSetDocument, given: CellInput, speech: Speech, offered: Sequence[tuple[str, str]]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The codes to tick, in groups: subjects by theme, places as far as they are named or proposed."""
    if spec.kind is Kind.CODE and not spec.values:
        named = sorted(place_codes([given.cell]) | activity_codes_in([given.cell]) | set(given.controls.codes))
        proposed = [pair for pair in offered if pair[0] not in named]
        return (
            ("", tuple((code, speech.places.get(code, code)) for code in named)),
            (_("Propositions"), tuple(proposed)),
        )
    if spec.name == "subject":
        return tuple(
            (
                theme.label(language()),
                tuple((each.slug, each.label(language())) for each in document.subjects_of(theme.slug)),
            )
            for theme in document.themes
        )
    return (("", tuple((value.code, value.label(language())) for value in spec.values)),)


def sides_of(
    draft: DraftView, base: RuleFields | None, theirs: RuleFields | None, mine: RuleFields
) -> tuple[Side, ...]:
    """The fields in which three versions of a rule are not all the same, in words."""
    versions = [base or {}, theirs or {}, mine]
    names = dict.fromkeys(
        each.field
        for other in versions[:2]
        for each in (*differences(other, mine), *differences(versions[0], versions[1]))
    )
    speech = speech_of(draft.base, (cell for fields in versions for cell in cells_of(fields).values()))
    said = [_said(fields, names, speech) for fields in versions]
    return tuple(Side(field_name(draft.base, name), *(each[name] for each in said)) for name in names)


def three_ways(draft: DraftView, rule: DraftRule) -> tuple[Side, ...]:
    """A contested rule: what both began from, what was published since, what the draft says."""
    return sides_of(draft, rule.ancestor, rule.base, {} if rule.change == "removed" else rule.fields)


def _said(fields: RuleFields, names: Iterable[str], speech: Speech) -> dict[str, str]:
    values = flat(fields)
    return {name: _value(name, values.get(name), speech) for name in names}


def _value(name: str, value: Any, speech: Speech) -> str:
    if value is None:
        return "—"
    if name.startswith("when."):
        return speech.chip(name.removeprefix("when."), str(value), whole=True).text
    named = {"partner": partner_name, "role": role_name}.get(name)
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return str(named(value)) if named else str(value)
