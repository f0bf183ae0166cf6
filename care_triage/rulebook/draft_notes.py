"""What is written beside the rules of a draft: errors of cells and fields, and findings of the verification."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from care_triage.rulebook.compiled import composition_of
from care_triage.rulebook.labels import field_name
from care_triage.rulebook.types import DraftView, RowProblem, RuleFields
from care_triage.web.i18n import _, language


@dataclass(frozen=True)
class Note:
    """One finding in words; `rules` lead to the rules concerned."""

    severity: str
    sentence: str
    fix: str
    example: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


def problems_by_rule(draft: DraftView) -> Mapping[str, tuple[str, ...]]:
    """The sentences about each rule that cannot be published as it is."""
    found: dict[str, list[str]] = {}
    for problem in composition_of(draft).problems:
        found.setdefault(problem.rule_id, []).append(problem_sentence(draft, problem))
    return {rule_id: tuple(sentences) for rule_id, sentences in found.items()}


def problem_sentence(draft: DraftView, problem: RowProblem) -> str:
    """« Forme juridique, caractère 4 : … »."""
    name = field_name(draft.base, problem.field)
    if problem.offset is None:
        return _("%(field)s : %(problem)s", field=name, problem=problem.sentence(language()))
    return _(
        "%(field)s, caractère %(place)s : %(problem)s",
        field=name, place=problem.offset + 1, problem=problem.sentence(language()),
    )  # fmt: skip


def known_findings(draft: DraftView, *, at_once: bool) -> Mapping[str, Sequence[Note]]:
    """The findings about each rule; only those already looked for, unless they are wanted `at_once`."""
    return {}


def by_rule(notes: Iterable[Note]) -> Mapping[str, Sequence[Note]]:
    """The same notes, for each rule that they name."""
    found: dict[str, list[Note]] = {}
    for note in notes:
        for rule_id in note.rules:
            found.setdefault(rule_id, []).append(note)
    return found


def notes_of_row(draft: DraftView, rule_id: str, fields: RuleFields) -> Sequence[Note]:
    """The findings about a rule as it would be with these fields."""
    return ()


def notes_of_draft(draft: DraftView) -> Sequence[Note]:
    """Every finding of the draft."""
    return ()
