"""What loading the files would change: partners and units row by row, the rule set section by section."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from care_triage.partners.types import CatalogueRow, PartnerFields, UnitFields
from care_triage.rulebook.catalogue.contents import PartnerEntry, Problem, UnitEntry
from care_triage.rulebook.catalogue.merge import FieldChange, merge
from care_triage.triage.document import RuleSetDocument

Plain = dict[str, Any]


class Action(StrEnum):
    """What happens to a row."""

    ADD = "add"
    CHANGE = "change"
    RETIRE = "retire"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One partner or unit: the values to write, what changes, and what a person changed here and is kept."""

    slug: str
    action: Action
    values: Mapping[str, Any]
    wanted: Plain
    changes: tuple[FieldChange, ...] = ()
    kept: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One part of the rule set: names of what appears, changes and goes."""

    section: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that loading would do. `sections` is empty when the newest rule set says the same.

    `document` is what would be published: that of the files, with the rules that people changed here (`kept_rules`).
    """

    partners: tuple[RowPlan, ...]
    units: tuple[RowPlan, ...]
    sections: tuple[SectionPlan, ...]
    document: RuleSetDocument
    kept_rules: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether loading would change nothing."""
        return not self.sections and all(row.action is Action.KEEP for row in (*self.partners, *self.units))


def wanted_partners(entries: Iterable[PartnerEntry]) -> dict[str, Plain]:
    """What the files want of each partner, as plain values."""
    return {entry.slug: {**_plain(entry, PartnerFields), "active": True} for entry in entries}


def wanted_units(entries: Iterable[PartnerEntry]) -> dict[str, Plain]:
    """What the files want of each unit, as plain values."""
    return {
        unit.slug: {
            "partner": entry.slug,
            **_plain(unit, UnitFields),
            "active": True,
            "coverage": sorted(set(unit.coverage)),
        }
        for entry in entries
        for unit in entry.unit
    }


def _plain(entry: PartnerEntry | UnitEntry, fields: type[PartnerFields] | type[UnitFields]) -> Plain:
    return {name: getattr(entry, name) for name in fields.__slots__}


def plan_rows(wanted: Mapping[str, Plain], standing: Mapping[str, CatalogueRow], *, force: bool) -> tuple[RowPlan, ...]:
    """One plan for each row that the files name, then for each row that they named once and no longer do."""
    named = [_plan_row(slug, values, standing.get(slug), force) for slug, values in wanted.items()]
    gone = [
        _plan_row(slug, {**row.applied, "active": False}, row, force, Action.RETIRE)
        for slug, row in standing.items()
        if slug not in wanted and row.applied is not None and row.current["active"]
    ]
    return (*named, *gone)


def _plan_row(
    slug: str, wanted: Plain, row: CatalogueRow | None, force: bool, action: Action = Action.CHANGE
) -> RowPlan:
    if row is None:
        return RowPlan(slug, Action.ADD, wanted, wanted)
    found = merge(wanted, row.current, row.applied, force=force)
    # What the files said may change while every field is kept: it is written down all the same.
    stands = not found.changes and row.applied == wanted
    return RowPlan(slug, Action.KEEP if stands else action, found.values, wanted, found.changes, found.kept)


def plan_sections(document: RuleSetDocument, published: RuleSetDocument | None) -> tuple[SectionPlan, ...]:
    """What differs from the rule set in force, in the order of the document; a pure reordering is told too."""
    if published is not None and published.fingerprint == document.fingerprint:
        return ()
    new, old = document.to_dict(), published.to_dict() if published else {}
    sections = [_plan_section(name, new.get(name), old.get(name)) for name in new]
    return tuple(section for section in sections if section) or (SectionPlan("order", (), ("*",), ()),)


def _plan_section(name: str, new: Any, old: Any) -> SectionPlan | None:
    ours, theirs = _by_name(new), _by_name(old)
    changed = tuple(key for key in ours if key in theirs and ours[key] != theirs[key])
    section = SectionPlan(name, _missing(ours, theirs), changed, _missing(theirs, ours))
    return section if section.added or section.changed or section.removed else None


def _missing(names: Collection[str], among: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in among)


def _by_name(section: Any) -> Plain:
    """The items of a list by their slug, name or id; the fields of a mapping as they are."""
    if isinstance(section, list):
        return {str(item.get("slug") or item.get("id") or item.get("name")): item for item in section}
    return dict(section or {})
