"""What is written beside the rules of a draft: errors of cells and fields, and findings of the verification."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from care_triage.rulebook.findings import findings_of_row
from care_triage.rulebook.findings.labels import FindingWords, in_words
from care_triage.rulebook.findings.world import World, own_code
from care_triage.rulebook.labels import field_name
from care_triage.rulebook.pages.compiled import composition_of, find_draft_rules, findings_of_draft
from care_triage.rulebook.trial.situation import Trial
from care_triage.rulebook.types import DraftView, RowProblem, RuleFields
from care_triage.rules.verification import Finding
from care_triage.triage.document import RuleSetDocument, RuleSpec
from care_triage.triage.records import read
from care_triage.web.i18n import _, language


@dataclass(frozen=True)
class Note:
    """A finding in words, and its example as a situation to try."""

    words: FindingWords
    trial: Trial | None

    @property
    def query(self) -> str:
        """The example as the end of an address."""
        return urlencode(self.trial.pairs()) if self.trial else ""


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
        return _("%(field)s : %(problem)s", field=name, problem=problem.sentence(language()))
    return _(
        "%(field)s, caractère %(place)s : %(problem)s",
        field=name, place=problem.offset + 1, problem=problem.sentence(language()),
    )  # fmt: skip


def notes_of_draft(draft: DraftView, world: World, whole: Sequence[Finding] | None = None) -> Sequence[Note]:
    """Every finding of the draft, the most serious first; none while a rule has an error. `whole` are those of a
    verification to the end; without it a page searches as far as it may.
    """
    document = composition_of(draft).document
    if document is None:
        return ()
    found = findings_of_draft(draft, document, world) if whole is None else whole
    return tuple(_note(finding, document, world) for finding in found)


def notes_of_row(draft: DraftView, rule_id: str, fields: RuleFields, world: World) -> Sequence[Note]:
    """The findings about a rule as it would be with these fields, which must be right."""
    rules = find_draft_rules(draft)
    document = _with_rule(rules.document if rules else draft.base, read(RuleSpec, {**fields, "id": rule_id}))
    return tuple(_note(finding, document, world) for finding in findings_of_row(document, rule_id, world))


def by_rule(notes: Iterable[Note]) -> Mapping[str, Sequence[Note]]:
    """The same notes, for each rule that they name."""
    found: dict[str, list[Note]] = {}
    for note in notes:
        for rule_id in note.words.rules:
            found.setdefault(rule_id, []).append(note)
    return found


def _note(finding: Finding, document: RuleSetDocument, world: World) -> Note:
    return Note(in_words(finding, document, world), _trial(finding))


def _trial(finding: Finding) -> Trial | None:
    """The example as a situation to try; none without a subject, or for a day to come."""
    facts = dict(finding.example)
    subject, places = facts.pop("subject", ""), facts.pop("territory", [])
    if not isinstance(subject, str) or not subject:
        return None
    codes = frozenset(places) if isinstance(places, list) else frozenset({str(places)})
    facts.pop("filed_on", None)
    return Trial(subject, own_code(codes).removeprefix("commune:"), facts)


def _with_rule(document: RuleSetDocument, spec: RuleSpec) -> RuleSetDocument:
    if spec.id not in document.rule_by_id:
        return replace(document, rules=(*document.rules, spec))
    return replace(document, rules=tuple(spec if rule.id == spec.id else rule for rule in document.rules))
