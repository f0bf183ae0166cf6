"""Loading the communes: all of them once, only what differs afterwards, nothing twice."""

import json
import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, update

from care_triage.infra.db import session, transactional
from care_triage.territory.errors import TerritorySourceMissing
from care_triage.territory.models import CommuneRow, PostalCodeRow, TerritoryLoadRow
from care_triage.territory.queries import find_commune, get_commune
from care_triage.territory.service import load_territory, plan_territory
from tests.support.installations import run_command


def source(app: Flask) -> Path:
    return Path(app.config["TERRITORY_SOURCE"])


@transactional
def spoil_some_rows() -> None:
    session().execute(delete(PostalCodeRow).where(PostalCodeRow.insee == "42187"))
    session().execute(update(CommuneRow).where(CommuneRow.insee == "42187").values(name="Rodumna"))
    session().execute(delete(TerritoryLoadRow))


def test_the_same_source_twice_writes_nothing(france: Flask) -> None:
    summary = load_territory(source(france))

    assert summary.unchanged
    assert (summary.communes, summary.districts) == (34_969, 45)


def test_only_what_differs_is_written(france: Flask) -> None:
    spoil_some_rows()

    planned = plan_territory(source(france))
    assert get_commune("42187").name == "Rodumna"
    summary = load_territory(source(france))

    assert {c.table: (c.added, c.changed, c.removed) for c in summary.changes if c.total} == {
        "commune": (0, 1, 0),
        "postal_code": (1, 0, 0),
    }
    assert planned.changes == summary.changes
    assert get_commune("42187").label == "Roanne (42300)"


def test_a_commune_that_merges_is_found_under_its_new_name(france: Flask, tmp_path: Path) -> None:
    shutil.copytree(source(france), tmp_path / "data")
    communes = json.loads((tmp_path / "data/communes.json").read_text())
    merged = [record for record in communes if record["code"] != "42149"]
    next(record for record in merged if record["code"] == "42187")["anciensCodes"] = ["42149"]
    (tmp_path / "data/communes.json").write_text(json.dumps(merged))

    summary = load_territory(tmp_path / "data")

    assert next(c for c in summary.changes if c.table == "commune").removed == 1
    found = find_commune("42149")
    assert found is not None
    assert found.insee == "42187"


def test_a_missing_source_says_what_to_do(france: Flask, tmp_path: Path) -> None:
    with pytest.raises(TerritorySourceMissing, match="make setup"):
        load_territory(tmp_path)

    result = france.test_cli_runner().invoke(args=["territory", "load", "--source", str(tmp_path)])
    assert result.exit_code == 1
    assert "make setup" in result.output


def test_the_command_line_loads_plans_and_shows(france: Flask) -> None:
    assert "à jour : 34969 communes" in run_command(france, "territory", "load").replace("\xa0", " ")
    assert "à jour" in run_command(france, "territory", "load", "--plan")

    shown = run_command(france, "territory", "show", "Roanne 42300")
    assert "court:roanne" in shown
    assert "Tribunal de commerce de Roanne" in shown


def test_the_command_line_proposes_when_a_place_is_not_clear(france: Flask) -> None:
    result = france.test_cli_runner().invoke(args=["territory", "show", "Savigny"])

    assert result.exit_code == 1
    assert "Savigny (69210, Rhône)" in result.output
