"""`triage evaluate`: the labels are those of the catalogue, and understanding does not fall below what it was."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from care_triage.triage.evaluation.stories import stories
from care_triage.triage.queries.rule_sets import current_rule_set

# What held when this was written; raise a floor when understanding gets better, never lower one.
FLOORS = {
    ("partner", "at_1"): 0.87,
    ("partner", "at_3"): 0.96,
    ("subject", "at_1"): 0.86,
    ("subject", "at_3"): 0.96,
    ("kept",): 0.98,
    ("door",): 0.91,
    ("wrong_creditor",): 0.85,
    ("facts", "recall"): 0.7,
    ("facts", "precision"): 0.93,
    ("distress", "recall"): 0.95,
    ("danger", "recall"): 1.0,
}


def evaluate(app: Flask, *arguments: str) -> str:
    result = app.test_cli_runner().invoke(args=["triage", "evaluate", *arguments])
    assert result.exit_code == 0, result.output
    return str(result.output)


# What words mean does not hang on the database, and the set takes some seconds.
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_quality_holds(stocked_app: Flask) -> None:
    found = json.loads(evaluate(stocked_app, "--json"))
    held = {path: _rate(found, path) for path in FLOORS}
    assert not {path: rate for path, rate in held.items() if rate < FLOORS[path]}


def _rate(figures: Any, path: tuple[str, ...]) -> float:
    for name in path:
        figures = figures[name]
    return float(figures["rate"])


def test_labels_are_those_of_the_catalogue(stocked_context: Flask) -> None:
    document = current_rule_set().document
    doors = {redirect.slug for redirect in document.redirects}
    for story in stories():
        named = {*story.subjects, *(slug for need in story.needs for slug in need)}
        assert named <= document.subject_by_slug.keys(), story.id
        assert set(story.redirects) <= doors, story.id
        assert story.facts.keys() <= document.fact_by_name.keys(), story.id


def test_it_is_read_by_people_too(stocked_app: Flask, tmp_path: Path) -> None:
    (tmp_path / "essai.toml").write_text(
        '[[story]]\nid = "un"\ntext = "je dois trois mois à l’urssaf"\nsubjects = ["dette-urssaf"]\npartners = ["urssaf"]\n',
        encoding="utf-8",
    )
    printed = evaluate(stocked_app, "--stories", str(tmp_path))
    assert "1 récits étiquetés" in printed
    assert "100.0% (1/1)" in printed


def test_a_folder_without_stories_is_said(stocked_app: Flask, tmp_path: Path) -> None:
    result = stocked_app.test_cli_runner().invoke(args=["triage", "evaluate", "--stories", str(tmp_path)])
    assert (result.exit_code, "Aucun récit étiqueté" in result.output) == (2, True)
