"""Loading the data files: say what would change, or change it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from care_triage.infra import clock
from care_triage.infra.db import transactional
from care_triage.partners.queries import area_names, catalogue_partners, catalogue_units
from care_triage.partners.service import load_partner, load_unit
from care_triage.partners.types import Kind, PartnerFields, Status, UnitFields
from care_triage.rulebook.catalogue.checks import problems_of
from care_triage.rulebook.catalogue.contents import Contents, InvalidCatalogue, Problem
from care_triage.rulebook.catalogue.plan import (
    Action,
    Plan,
    RowPlan,
    plan_rows,
    plan_sections,
    wanted_partners,
    wanted_units,
)
from care_triage.rulebook.catalogue.reach import warnings_of
from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rulebook.catalogue.words import read_words
from care_triage.rulebook.queries.communes import served_communes
from care_triage.rulebook.service.load_rules import (
    find_newest_document,
    note_applied,
    planned_version,
    rules_to_publish,
)
from care_triage.triage.service.publish import hold_publications, publish_rule_set


def plan_catalogue(folder: Path, *, force: bool = False) -> Plan:
    """What loading the files of `folder` would change. Raises InvalidCatalogue with every problem found."""
    return _plan(_sound_contents(folder), force)


@transactional
def apply_catalogue(folder: Path, *, force: bool = False) -> Plan:
    """Load the files of `folder`: nothing is deleted, rows that left the files are retired, and a rule set that
    differs is published as a new version. Fields and rules that a person changed here stay, unless `force`.

    Returns what was done. Raises InvalidCatalogue.
    """
    # First, so that what people publish meanwhile is not planned away.
    hold_publications()
    contents = _sound_contents(folder)
    plan = _plan(contents, force)
    for row in _to_write(plan.partners):
        _load_partner(row)
    for row in _to_write(plan.units):
        _load_unit(row)
    if plan.sections:
        publish_rule_set(plan.document, note="Fichiers de données")
    note_applied(contents.document)
    return plan


def _to_write(rows: Iterable[RowPlan]) -> Iterator[RowPlan]:
    return (row for row in rows if row.action is not Action.KEEP)


def _load_partner(row: RowPlan) -> None:
    values = {**row.values, "kind": Kind(row.values["kind"]), "status": Status(row.values["status"])}
    fields = PartnerFields(**{name: values[name] for name in PartnerFields.__slots__})
    load_partner(fields, active=row.values["active"], applied=row.wanted)


def _load_unit(row: RowPlan) -> None:
    fields = UnitFields(**{name: row.values[name] for name in UnitFields.__slots__})
    codes, partner = row.values["coverage"], row.values["partner"]
    load_unit(partner, fields, codes, active=row.values["active"], applied=row.wanted)


def _plan(contents: Contents, force: bool) -> Plan:
    rules = rules_to_publish(contents, force=force)
    sections = plan_sections(rules.document, find_newest_document())
    return Plan(
        partners=plan_rows(wanted_partners(contents.partners), catalogue_partners(), force=force),
        units=plan_rows(wanted_units(contents.partners), catalogue_units(), force=force),
        sections=sections,
        document=rules.document,
        kept_rules=rules.kept,
        warnings=(*planned_version(bool(sections)), *_warnings(contents)),
    )


def _sound_contents(folder: Path) -> Contents:
    """The contents of the files, checked. Raises InvalidCatalogue."""
    contents = read_contents(folder)
    for check in (problems_of, _unknown_territories):
        problems = tuple(check(contents))
        if problems:
            # Territories are looked up only once their codes are well formed.
            raise InvalidCatalogue(problems)
    read_words(folder, contents.document)
    return contents


def _unknown_territories(contents: Contents) -> Iterator[Problem]:
    codes = {code for partner in contents.partners for unit in partner.unit for code in unit.coverage}
    known = area_names(codes)
    if codes and not known.keys() - {"fr"}:
        yield Problem("territoire", "les communes ne sont pas chargées : lancez « flask --app wsgi territory load »")
        return
    for partner in contents.partners:
        for unit in partner.unit:
            strangers = sorted(set(unit.coverage) - known.keys())
            if strangers:
                place = contents.place("unit", unit.slug)
                yield Problem(place, f"ce territoire n’existe pas : {', '.join(strangers)}")


def _warnings(contents: Contents) -> Iterator[Problem]:
    communes = served_communes(contents.document.collective.departments)
    yield from warnings_of(contents, communes, clock.today())
