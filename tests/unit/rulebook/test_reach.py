"""Warnings: subjects nobody leads, questions that change nothing, communes without a unit."""

from datetime import date
from pathlib import Path

import pytest

from care_triage.rulebook.catalogue.contents import Problem
from care_triage.rulebook.catalogue.reach import warnings_of
from care_triage.rulebook.catalogue.reader import read_contents
from tests.support.catalogue import change, write_catalogue

ON = date(2026, 3, 2)
COMMUNES = {"Roanne (42187)": {"commune:42187", "dep:42", "fr"}, "Lyon (69123)": {"commune:69123", "dep:69", "fr"}}
LEAD = "when.subject = '\"dette-urssaf\"'\npartner"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path)


def warnings(folder: Path) -> list[str]:
    return [problem.message for problem in warnings_of(read_contents(folder), COMMUNES, ON) if not is_of_units(problem)]


def is_of_units(problem: Problem) -> bool:
    return problem.place.startswith("partenaires")


def test_a_subject_led_without_any_answer_is_quiet(folder: Path) -> None:
    assert warnings(folder) == []


def test_a_subject_without_a_lead_is_told(folder: Path) -> None:
    change(folder, "rules/dettes.toml", 'role = "lead"', 'role = "support"')
    assert warnings(folder) == ["aucune règle ne donne de pilote à ce sujet"]


def test_a_lead_that_depends_on_an_answer_is_told(folder: Path) -> None:
    change(folder, "rules/dettes.toml", LEAD, LEAD.replace("partner", 'when.employees = "known()"\npartner'))
    assert warnings(folder) == ["sans aucune réponse, personne ne pilote ce sujet à Roanne (42187)"]


def test_a_lead_in_one_department_only_is_told_for_the_other(folder: Path) -> None:
    change(folder, "rules/dettes.toml", LEAD, LEAD.replace("partner", "when.territory = '\"dep:42\"'\npartner"))
    assert warnings(folder) == ["sans aucune réponse, personne ne pilote ce sujet à Lyon (69123)"]


def test_a_question_that_no_rule_reads_is_told(folder: Path) -> None:
    change(folder, "rules/dettes.toml", 'when.employees = ">= 50"\n', "")
    assert warnings(folder) == ["la réponse à « employees » ne change rien : aucune règle de ce sujet ne la lit"]


def test_a_commune_without_a_unit_is_told(folder: Path) -> None:
    (problem,) = filter(is_of_units, warnings_of(read_contents(folder), COMMUNES, ON))
    assert str(problem).endswith("aucune antenne dans 1 communes servies, par exemple Lyon (69123)")
