"""The plan of an import and the problems of a file, told to a person at a terminal or to a program."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from care_triage.rulebook.formats.plan import ImportPlan
from care_triage.rulebook.formats.problems import FileProblem, Loss
from care_triage.rulebook.types import FieldDifference

_LONGEST: Final = 60


def plan_as_text(plan: ImportPlan, losses: Iterable[Loss] = ()) -> str:
    """What the command prints; the rules that would go are named first."""
    lines = []
    if plan.removed:
        names = ", ".join(change.rule_id for change in plan.removed)
        lines.append(f"! {len(plan.removed)} règle(s) absente(s) du fichier seraient retirées : {names}")
    lines += [f"+ {change.rule_id}" for change in plan.added]
    for change in plan.changed:
        lines += [f"~ {change.rule_id}", *_fields(change.fields)]
    lines += [f"- {change.rule_id}" for change in plan.removed]
    lines += [f"! {loss}" for loss in losses]
    return "\n".join([*lines, _summary(plan)])


def _fields(fields: Iterable[FieldDifference]) -> Iterator[str]:
    for each in fields:
        yield f"    {each.field} : {_shown(each.before)} → {_shown(each.after)}"


def _shown(value: object) -> str:
    text = "rien" if value is None else " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _summary(plan: ImportPlan) -> str:
    if plan.is_empty:
        return "Rien à changer : le fichier dit ce que disent les règles."
    counts = f"{len(plan.added)} à ajouter, {len(plan.changed)} à changer, {len(plan.removed)} à retirer"
    return f"Règles : {counts}."


def plan_as_plain(plan: ImportPlan, losses: Iterable[Loss] = ()) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "empty": plan.is_empty,
        "added": [change.rule_id for change in plan.added],
        "changed": [
            {"rule": change.rule_id, "fields": [_plain_field(each) for each in change.fields]}
            for change in plan.changed
        ],
        "removed": [change.rule_id for change in plan.removed],
        "losses": [{"rule": loss.rule_id, "field": loss.field, "message": loss.message} for loss in losses],
    }


def _plain_field(each: FieldDifference) -> dict[str, Any]:
    return {"field": each.field, "before": each.before, "after": each.after}


def problems_as_plain(problems: Iterable[FileProblem]) -> dict[str, Any]:
    """The problems of a file as plain values; rows and characters count from 1."""
    return {
        "errors": [
            {
                "row": problem.row,
                "column": problem.column,
                "character": None if problem.offset is None else problem.offset + 1,
                "rule": problem.rule_id,
                "message": problem.message,
            }
            for problem in problems
        ]
    }
