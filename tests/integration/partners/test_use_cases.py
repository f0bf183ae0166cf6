"""Changing the directory: versions, permissions, coverage, absences, people."""

from dataclasses import replace
from datetime import date

import pytest

from care_triage.accounts.queries import people_of_units
from care_triage.accounts.types import Role, Viewer
from care_triage.partners import queries, service
from care_triage.partners.errors import (
    AbsenceNotFound,
    ChangedMeanwhile,
    EndsBeforeItBegins,
    MayNotManage,
    SlugTaken,
    UnitNotFound,
    UnknownTerritory,
)
from care_triage.partners.types import (
    AbsenceFields,
    DirectoryFilter,
    Kind,
    PartnerFields,
    Status,
    UnitCard,
    UnitFields,
    UnitTerms,
)
from care_triage.territory.errors import InvalidHours
from tests.integration.partners.conftest import COORDINATOR, Directory

ON = date(2026, 3, 2)
ADVISER = Viewer(2, "Alex", frozenset({Role.ADVISER}))
CCI = PartnerFields("cci", Kind.CCI, "CCI Lyon Métropole", status=Status.VERIFIED)


def manager_of(unit_id: int) -> Viewer:
    return Viewer(
        3,
        "Dominique",
        frozenset({Role.UNIT_MANAGER}),
        unit_ids=frozenset({unit_id}),
        managed_unit_ids=frozenset({unit_id}),
    )


def test_a_partner_is_created_and_found_without_its_accents(directory: Directory) -> None:
    partner_id = service.save_partner(COORDINATOR, CCI)
    (row,) = queries.directory(DirectoryFilter(text="METROPOLE cci"))
    assert (row.partner_id, row.kind, row.status) == (partner_id, Kind.CCI, Status.VERIFIED)


def test_a_partner_is_found_by_the_name_of_its_unit_and_by_its_kind(directory: Directory) -> None:
    assert [row.partner_id for row in queries.directory(DirectoryFilter(text="loire"))] == [directory.urssaf]
    assert [row.partner_id for row in queries.directory(DirectoryFilter(kind=Kind.TRIBUNAL_COMMERCE))] == [
        directory.court
    ]
    here = DirectoryFilter(territory_codes={"court:roanne"})
    assert [row.partner_id for row in queries.directory(here)] == [directory.court]


def test_two_people_who_save_the_same_page_do_not_overwrite_each_other(directory: Directory) -> None:
    page = queries.get_partner_page(directory.urssaf)
    service.save_partner(COORDINATOR, replace(page.fields, phone="39 57"), directory.urssaf, page.version)
    with pytest.raises(ChangedMeanwhile):
        service.save_partner(COORDINATOR, replace(page.fields, phone="36 98"), directory.urssaf, page.version)
    assert queries.get_partner_page(directory.urssaf).fields.phone == "39 57"


def test_a_short_name_is_given_once(directory: Directory) -> None:
    with pytest.raises(SlugTaken):
        service.save_partner(COORDINATOR, replace(CCI, slug="urssaf-ra"))
    with pytest.raises(SlugTaken):
        service.save_unit(COORDINATOR, directory.court, UnitFields("urssaf-ra-loire", "Autre"))


def test_a_retired_unit_leaves_the_directory_and_comes_back(directory: Directory) -> None:
    service.retire_unit(COORDINATOR, directory.roanne)
    assert [unit.unit_id for unit in shown_units(directory)] == [directory.loire]
    service.reopen_unit(COORDINATOR, directory.roanne)
    assert [unit.unit_id for unit in shown_units(directory)] == [directory.loire, directory.roanne]


def shown_units(directory: Directory) -> tuple[UnitCard, ...]:
    (row,) = queries.directory(DirectoryFilter(kind=Kind.URSSAF))
    return row.units


def test_a_unit_manager_sets_hours_and_capacity_of_their_unit_only(directory: Directory) -> None:
    terms = UnitTerms("lun-ven 08:00-12:00", capacity=5)
    service.adjust_unit(manager_of(directory.roanne), directory.roanne, terms)
    fields = queries.get_unit_page(directory.roanne, ON).fields
    assert (fields.hours, fields.capacity) == ("mon-fri 08:00-12:00", 5)
    with pytest.raises(MayNotManage):
        service.adjust_unit(manager_of(directory.roanne), directory.loire, terms)
    with pytest.raises(MayNotManage):
        service.retire_unit(manager_of(directory.roanne), directory.roanne)


def test_unreadable_hours_are_refused(directory: Directory) -> None:
    with pytest.raises(InvalidHours):
        service.adjust_unit(COORDINATOR, directory.roanne, UnitTerms("toujours"))


def test_a_partner_manager_changes_the_units_of_their_partner(directory: Directory) -> None:
    viewer = Viewer(4, "Claude", frozenset({Role.PARTNER_MANAGER}), partner_ids=frozenset({directory.urssaf}))
    fields = queries.get_unit_page(directory.loire, ON).fields
    service.save_unit(viewer, directory.urssaf, replace(fields, name="Loire sud"), directory.loire)
    assert queries.get_unit(directory.loire).name == "Loire sud"
    with pytest.raises(MayNotManage):
        service.save_unit(viewer, directory.court, UnitFields("x", "X"))


def test_an_adviser_changes_nothing(directory: Directory) -> None:
    with pytest.raises(MayNotManage):
        service.save_partner(ADVISER, CCI)
    with pytest.raises(MayNotManage):
        service.add_absence(ADVISER, directory.loire, AbsenceFields(ON, ON))
    with pytest.raises(MayNotManage):
        service.set_coverage(manager_of(directory.loire), directory.loire, ["dep:42"])


def test_coverage_is_replaced_and_refuses_what_does_not_exist(directory: Directory) -> None:
    service.set_coverage(COORDINATOR, directory.roanne, ["dep:42", "court:roanne"])
    assert [area.code for area in queries.get_unit_page(directory.roanne, ON).coverage] == ["court:roanne", "dep:42"]
    for code in ("dep:99", "nowhere", "dep:", "fr:1"):
        with pytest.raises(UnknownTerritory):
            service.add_coverage(COORDINATOR, directory.roanne, code)
    service.remove_coverage(COORDINATOR, directory.roanne, "court:roanne")
    assert [area.name for area in queries.get_unit_page(directory.roanne, ON).coverage] == ["Loire"]


def test_an_absence_is_noted_shown_until_its_last_day_and_removed(directory: Directory) -> None:
    absence = service.add_absence(COORDINATOR, directory.roanne, AbsenceFields(ON, date(2026, 3, 4), "congés"))
    assert [row.note for row in queries.get_unit_page(directory.roanne, date(2026, 3, 4)).absences] == ["congés"]
    assert queries.get_unit_page(directory.roanne, date(2026, 3, 5)).absences == ()
    service.remove_absence(COORDINATOR, directory.roanne, absence)
    with pytest.raises(AbsenceNotFound):
        service.remove_absence(COORDINATOR, directory.roanne, absence)
    with pytest.raises(EndsBeforeItBegins):
        service.add_absence(COORDINATOR, directory.roanne, AbsenceFields(ON, date(2026, 3, 1)))


def test_an_absence_of_another_unit_is_out_of_reach(directory: Directory) -> None:
    absence = service.add_absence(COORDINATOR, directory.loire, AbsenceFields(ON, ON))
    with pytest.raises(AbsenceNotFound):
        service.remove_absence(manager_of(directory.roanne), directory.roanne, absence)


def test_somebody_new_is_invited_and_joins_a_unit_then_leaves_it(directory: Directory) -> None:
    manager = manager_of(directory.roanne)
    person = service.add_person_to_unit(manager, directory.roanne, "Sacha Roux", "sacha@exemple.fr", Role.ADVISER)
    assert [(row.person_id, row.role) for row in people_of_units([directory.roanne])] == [(person, Role.ADVISER)]
    assert (
        service.add_person_to_unit(COORDINATOR, directory.loire, "?", "SACHA@exemple.fr", Role.UNIT_MANAGER) == person
    )
    service.remove_person_from_unit(manager, directory.roanne, person, Role.ADVISER)
    assert people_of_units([directory.roanne]) == []


def test_a_partner_gets_and_loses_a_manager(directory: Directory) -> None:
    person = service.add_partner_manager(COORDINATOR, directory.urssaf, "Sacha Roux", "sacha@exemple.fr")
    assert [row.person_id for row in queries.managers_of_partner(directory.urssaf)] == [person]
    service.remove_partner_manager(COORDINATOR, directory.urssaf, person)
    assert queries.managers_of_partner(directory.urssaf) == []


def test_a_unit_that_does_not_exist_is_said_so(directory: Directory) -> None:
    assert queries.units_of([0]) == {}
    with pytest.raises(UnitNotFound):
        queries.get_unit(0)
    with pytest.raises(UnitNotFound):
        service.retire_unit(COORDINATOR, 0)
