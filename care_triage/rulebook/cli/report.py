"""A plan, told to a person or to a program."""

from collections.abc import Iterable, Iterator
from typing import Any

from care_triage.rulebook.catalogue.merge import FieldChange
from care_triage.rulebook.catalogue.plan import Action, Plan, RowPlan, SectionPlan

_SIGNS = {Action.ADD: "+", Action.CHANGE: "~", Action.RETIRE: "-"}
_SECTIONS = {
    "vocabulary": "informations",
    "impossible": "combinaisons impossibles",
    "themes": "thèmes",
    "subjects": "sujets",
    "redirects": "renvois",
    "rules": "règles",
    "collective": "collectif",
    "aids": "aides",
    "first_steps": "premiers gestes",
    "order": "ordre",
}
_LONGEST = 60


def as_text(plan: Plan, *, done: bool) -> str:
    """What the command prints: what changes, what a person changed and is kept, warnings."""
    lines = [*_rows("partenaire", plan.partners), *_rows("antenne", plan.units)]
    for section in plan.sections:
        lines += _section(section)
    lines += [f"= règle {name}, modifiée ici et gardée (--force pour écraser)" for name in plan.kept_rules]
    lines += [f"! {problem}" for problem in plan.warnings]
    return "\n".join([*lines, _summary(plan, done)])


def _summary(plan: Plan, done: bool) -> str:
    if plan.is_empty:
        return f"Rien à changer : {len(plan.partners)} partenaires, {len(plan.units)} antennes, règles à jour."
    parts = [f"{_count(plan.partners)} partenaires", f"{_count(plan.units)} antennes"]
    rules = "règles à publier" if not done else "règles publiées"
    parts.append(rules if plan.sections else "règles inchangées")
    return f"{'Chargé' if done else 'À charger'} : {', '.join(parts)}."


def _count(rows: Iterable[RowPlan]) -> int:
    return sum(row.action is not Action.KEEP for row in rows)


def _rows(noun: str, rows: Iterable[RowPlan]) -> Iterator[str]:
    for row in rows:
        if row.action is not Action.KEEP and (row.changes or row.action is Action.ADD):
            yield f"{_SIGNS[row.action]} {noun} {row.slug}"
            yield from (f"    {_told(change)}" for change in row.changes)
        for kept in row.kept:
            yield f"= {noun} {row.slug}, modifié ici et gardé (--force pour écraser) : {_told(kept)}"


def _told(change: FieldChange) -> str:
    return f"{change.field} : {_shown(change.before)} → {_shown(change.after)}"


def _shown(value: Any) -> str:
    text = "rien" if value is None else " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _section(section: SectionPlan) -> Iterator[str]:
    title = _SECTIONS.get(section.section, section.section)
    for sign, names in (("+", section.added), ("~", section.changed), ("-", section.removed)):
        if names:
            yield f"{sign} {title} ({len(names)}) : {', '.join(names)}"


def as_json(plan: Plan) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "empty": plan.is_empty,
        "partners": [_row(row) for row in plan.partners if row.action is not Action.KEEP or row.kept],
        "units": [_row(row) for row in plan.units if row.action is not Action.KEEP or row.kept],
        "rule_set": {
            section.section: {"added": section.added, "changed": section.changed, "removed": section.removed}
            for section in plan.sections
        },
        "kept_rules": list(plan.kept_rules),
        "warnings": [{"place": problem.place, "message": problem.message} for problem in plan.warnings],
    }


def _row(row: RowPlan) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "action": row.action,
        "changes": [_change(change) for change in row.changes],
        "kept": [_change(change) for change in row.kept],
    }


def _change(change: FieldChange) -> dict[str, Any]:
    return {"field": change.field, "before": change.before, "after": change.after}
