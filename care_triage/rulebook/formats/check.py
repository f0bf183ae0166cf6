"""From the rules of a file to a document: every cell and field checked, each problem at its place in the file."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from care_triage.rulebook.formats.problems import FileProblem, InvalidRuleFile, SourceRule, refused
from care_triage.rulebook.policy import compose
from care_triage.rulebook.types import DraftRule, DraftState, DraftView, RowProblem
from care_triage.rules import Fact, RulesError, Vocabulary, parse_cell
from care_triage.triage.document import RuleSetDocument, RuleSpec

MOST_RULES: Final = 12_000
_MOST_PROBLEMS: Final = 200


def checked(rules: Sequence[SourceRule], base: RuleSetDocument) -> RuleSetDocument:
    """`base` with these rules in place of its own. Raises InvalidRuleFile with every problem."""
    if not rules:
        raise refused("Ce fichier ne contient aucune règle.", "This file holds no rule.")
    if len(rules) > MOST_RULES:
        raise refused(f"Ce fichier dépasse {MOST_RULES} règles.", f"This file holds more than {MOST_RULES} rules.")
    if repeated := list(_repeated(rules)):
        raise InvalidRuleFile(*repeated[:_MOST_PROBLEMS])
    found = compose(_as_draft(rules, base))
    if found.document is None:
        by_id = {rule.id: rule for rule in rules}
        raise InvalidRuleFile(*[_placed(by_id, problem) for problem in found.problems[:_MOST_PROBLEMS]])
    return found.document


def _repeated(rules: Iterable[SourceRule]) -> Iterable[FileProblem]:
    first: dict[str, int] = {}
    for rule in rules:
        if not rule.id:
            yield rule.problem("id", "Cette règle n’a pas d’identifiant.", "This rule has no identifier.")
        elif rule.id in first:
            row = first[rule.id]
            yield rule.problem(
                "id", f"Cette règle figure déjà à la ligne {row}.", f"This rule already stands in row {row}."
            )
        first.setdefault(rule.id, rule.row)


def _as_draft(rules: Sequence[SourceRule], base: RuleSetDocument) -> DraftView:
    # The checks of a draft are those of a file: one set of rules must not have two notions of right.
    rows = [DraftRule(rule.id, rule.fields, "changed", 0, None, float(place)) for place, rule in enumerate(rules)]
    return DraftView(0, "", DraftState.OPEN, 0, 0, 0, base, tuple(rows))


def _placed(by_id: dict[str, SourceRule], problem: RowProblem) -> FileProblem:
    rule = by_id.get(problem.rule_id)
    if rule is None:
        return FileProblem(problem.message, problem.message_en, rule_id=problem.rule_id)
    return rule.problem(problem.field, problem.message, problem.message_en, problem.offset)


def in_the_words_of(base: RuleSetDocument, document: RuleSetDocument) -> tuple[RuleSpec, ...]:
    """The rules of `document`; a cell that means the same as in `base` is written as in `base`.

    A format may write a condition in its own way (`not(null)` for `known()`), a spreadsheet add a blank: that is no change.
    """
    vocabulary = document.to_vocabulary()
    return tuple(_worded(rule, base.rule_by_id.get(rule.id), vocabulary) for rule in document.rules)


def _worded(rule: RuleSpec, known: RuleSpec | None, vocabulary: Vocabulary) -> RuleSpec:
    if known is None or known.when == rule.when:
        return rule
    same = {
        name: known.when[name]
        for name, cell in rule.when.items()
        if name in known.when and cell != known.when[name] and _mean_the_same(cell, known.when[name], vocabulary[name])
    }
    return replace(rule, when={**rule.when, **same}) if same else rule


def _mean_the_same(cell: str, other: str, fact: Fact) -> bool:
    try:
        return parse_cell(cell, fact) == parse_cell(other, fact)
    except RulesError:
        return False
