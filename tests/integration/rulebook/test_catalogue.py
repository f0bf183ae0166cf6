"""`flask catalogue plan|apply`: loading, loading again, and living with what people changed."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from care_triage.accounts.types import Role, Viewer
from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.partners import queries, service
from care_triage.partners.types import DirectoryFilter, Kind, PartnerFields
from care_triage.rulebook.catalogue.words import read_words
from care_triage.territory.models import AreaRow
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.service.publish import publish_rule_set
from tests.support.catalogue import change, write_catalogue
from tests.support.understanding import SHIPPED

COORDINATOR = Viewer(1, "Camille", frozenset({Role.COORDINATOR}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path)


@pytest.fixture
def loire(app_context: Flask) -> Flask:
    """An application that knows the department 42."""
    add_area("dep", "42", "Loire")
    return app_context


@transactional
def add_area(kind: str, code: str, name: str) -> None:
    session().add(AreaRow(kind=kind, code=code, name=name))


def run(app: Flask, *arguments: str, code: int = 0) -> str:
    result = app.test_cli_runner().invoke(args=["catalogue", *arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return str(result.output)


def plan(app: Flask, folder: Path, *options: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(app, "plan", "--folder", str(folder), "--json", *options))
    return answer


def apply(app: Flask, folder: Path, *options: str) -> None:
    run(app, "apply", "--folder", str(folder), *options)


def test_a_plan_writes_nothing(loire: Flask, folder: Path) -> None:
    found = plan(loire, folder)
    assert [(row["slug"], row["action"]) for row in found["partners"]] == [("urssaf-ra", "add")]
    assert found["rule_set"]["rules"]["added"] == ["urssaf-pilote", "urssaf-salaries"]
    assert queries.directory(DirectoryFilter()) == []


def test_what_is_loaded_is_there_and_loading_again_changes_nothing(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    (row,) = queries.directory(DirectoryFilter())
    assert (row.name, [unit.slug for unit in row.units]) == ("Urssaf Rhône-Alpes", ["urssaf-ra-loire"])
    assert current_rule_set().version == 1
    assert plan(loire, folder)["empty"]
    apply(loire, folder)
    assert current_rule_set().version == 1
    assert "Rien à changer" in run(loire, "plan", "--folder", str(folder))


def test_a_changed_rule_is_a_new_version_and_the_old_one_stays(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    first = current_rule_set()
    change(folder, "rules/dettes.toml", ">= 50", ">= 20")
    assert plan(loire, folder)["rule_set"] == {"rules": {"added": [], "changed": ["urssaf-salaries"], "removed": []}}
    apply(loire, folder)
    second = current_rule_set()
    assert (first.version, second.version) == (1, 2)
    assert second.document.rule_by_id["urssaf-salaries"].when["employees"] == ">= 20"
    assert first.document.rule_by_id["urssaf-salaries"].when["employees"] == ">= 50"


def test_rules_in_another_order_are_another_version(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    path = folder / "rules/dettes.toml"
    rules = path.read_text().split("[[rule]]")
    path.write_text("[[rule]]".join([rules[0], rules[2], rules[1]]))
    assert "order" in plan(loire, folder)["rule_set"]


def test_what_a_person_changed_here_is_told_and_kept(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    (row,) = queries.directory(DirectoryFilter())
    page = queries.get_partner_page(row.partner_id)
    service.save_partner(
        COORDINATOR, PartnerFields("urssaf-ra", Kind.URSSAF, "L’Urssaf", status=page.fields.status), row.partner_id
    )
    change(folder, "partners/social.toml", 'source = "essai"', 'source = "vérifié"')
    apply(loire, folder)
    told = run(loire, "plan", "--folder", str(folder))
    assert "modifié ici et gardé" in told
    assert queries.get_partner_page(row.partner_id).fields.name == "L’Urssaf"
    apply(loire, folder, "--force")
    kept = queries.get_partner_page(row.partner_id).fields
    assert (kept.name, kept.source) == ("Urssaf Rhône-Alpes", "vérifié")
    assert plan(loire, folder)["empty"]


def test_territories_changed_here_are_kept_too(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    add_area("arr", "422", "Roanne")
    (row,) = queries.directory(DirectoryFilter())
    unit_id = row.units[0].unit_id
    service.add_coverage(COORDINATOR, unit_id, "arr:422")
    apply(loire, folder)
    found = queries.candidates(Kind.URSSAF, {"arr:422"}, date(2026, 3, 2))
    assert [unit.unit_id for unit in found] == [unit_id]


def test_what_left_the_files_is_retired_and_comes_back_with_them(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    path = folder / "partners/social.toml"
    text = path.read_text()
    path.write_text(text.split("[[partner.unit]]", maxsplit=1)[0])
    assert [(row["slug"], row["action"]) for row in plan(loire, folder)["units"]] == [("urssaf-ra-loire", "retire")]
    apply(loire, folder)
    assert queries.directory(DirectoryFilter())[0].units == ()
    assert plan(loire, folder)["empty"]
    path.write_text(text)
    apply(loire, folder)
    assert [unit.slug for unit in queries.directory(DirectoryFilter())[0].units] == ["urssaf-ra-loire"]


def test_a_partner_made_here_is_left_alone(loire: Flask, folder: Path) -> None:
    service.save_partner(COORDINATOR, PartnerFields("adie", Kind.FINANCEMENT_SOLIDAIRE, "Adie"))
    apply(loire, folder)
    assert [row.name for row in queries.directory(DirectoryFilter())] == ["Adie", "Urssaf Rhône-Alpes"]


def test_a_unit_closed_here_stays_closed(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    (row,) = queries.directory(DirectoryFilter())
    service.retire_unit(COORDINATOR, row.units[0].unit_id)
    apply(loire, folder)
    assert not queries.get_unit(row.units[0].unit_id).active


def test_invalid_files_give_2_and_load_nothing(loire: Flask, folder: Path) -> None:
    change(folder, "rules/dettes.toml", ">= 50", ">= beaucoup")
    told = run(loire, "plan", "--folder", str(folder), code=2)
    assert "rules/dettes.toml:12, règle « urssaf-salaries »" in told
    listed = json.loads(run(loire, "apply", "--folder", str(folder), "--json", code=2))
    assert len(listed["errors"]) == 1
    assert queries.directory(DirectoryFilter()) == []


def test_a_territory_that_does_not_exist_is_refused(loire: Flask, folder: Path) -> None:
    change(folder, "partners/social.toml", '["dep:42"]', '["dep:42", "epci:1"]')
    assert "ce territoire n’existe pas : epci:1" in run(loire, "plan", "--folder", str(folder), code=2)


def test_without_communes_the_command_says_what_to_run(app_context: Flask, folder: Path) -> None:
    assert "flask --app wsgi territory load" in run(app_context, "plan", "--folder", str(folder), code=2)


def test_the_shipped_catalogue_is_sound_and_complete(stocked_app: Flask) -> None:
    found = json.loads(run(stocked_app, "plan", "--json"))
    assert found["empty"]
    assert found["warnings"] == []
    with stocked_app.app_context():
        document = current_rule_set().document
        assert len(queries.directory(DirectoryFilter())) >= 25
        assert len(document.subjects) >= 40
        assert len(document.rules) >= 80
        said = Counter(slug for slug, _text in read_words(SHIPPED, document))
        assert [subject.slug for subject in document.subjects if said[subject.slug] < 40] == []


def test_rules_published_here_are_not_undone_by_the_files(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    standing = current_rule_set().document
    pilot, staff = standing.rules
    publish_rule_set(replace(standing, rules=(replace(pilot, rank=99), staff)), "Écrit ici")
    change(folder, "rules/dettes.toml", ">= 50", ">= 20")
    found = plan(loire, folder)
    assert (found["rule_set"]["rules"]["changed"], found["kept_rules"]) == (["urssaf-salaries"], ["urssaf-pilote"])
    apply(loire, folder)
    rules = current_rule_set().document.rule_by_id
    assert (rules["urssaf-pilote"].rank, rules["urssaf-salaries"].when["employees"]) == (99, ">= 20")
    said = run(loire, "plan", "--folder", str(folder))
    assert "= règle urssaf-pilote, modifiée ici et gardée (--force pour écraser)" in said
    assert "Rien à changer" in said
    apply(loire, folder, "--force")
    assert current_rule_set().document.rule_by_id["urssaf-pilote"].rank == 10


def test_the_files_may_take_up_what_was_written_here(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    standing = current_rule_set().document
    pilot, staff = standing.rules
    publish_rule_set(replace(standing, rules=(replace(pilot, rank=99), staff)), "Écrit ici")
    change(folder, "rules/dettes.toml", "rank = 10", "rank = 99")
    assert plan(loire, folder)["empty"]
    apply(loire, folder)
    change(folder, "rules/dettes.toml", "rank = 99", "rank = 12")
    apply(loire, folder)
    assert current_rule_set().document.rule_by_id["urssaf-pilote"].rank == 12


def test_files_that_no_longer_fit_the_rules_written_here_are_refused(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    standing = current_rule_set().document
    extra = replace(standing.rules[1], id="ecrite-ici")
    publish_rule_set(replace(standing, rules=(*standing.rules, extra)), "Écrit ici")
    change(folder, "rules/dettes.toml", 'when.employees = ">= 50"\n', "")
    change(folder, "subjects/dettes.toml", 'fact = "employees"', 'fact = "since_on"')
    change(folder, "vocabulary/core.toml", 'name = "employees"', 'name = "staff"')
    told = json.loads(run(loire, "apply", "--folder", str(folder), "--json", code=2))["errors"]
    assert [each["place"] for each in told] == ["ecrite-ici", "ecrite-ici"]
    assert "--force" in told[-1]["message"]


def test_files_do_not_overtake_a_version_that_is_planned(loire: Flask, folder: Path) -> None:
    apply(loire, folder)
    standing = current_rule_set().document
    later = clock.now() + timedelta(days=3)
    publish_rule_set(replace(standing, rules=standing.rules[:1]), "Plus tard", effective_at=later)
    change(folder, "rules/dettes.toml", "rank = 10", "rank = 12")
    assert "prendront effet avec elle" in run(loire, "apply", "--folder", str(folder))
    assert current_rule_set().version == 1
    with clock.pretend(later):
        found = current_rule_set()
    assert (found.version, [rule.rank for rule in found.document.rules]) == (3, [12])
