"""`flask rules export|import|run-dmn`: rules leave in a file, come back as a draft, nothing is published."""

import json
from pathlib import Path

import pytest
from flask import Flask

from care_triage.rulebook.formats import Format
from care_triage.rulebook.queries.drafts import drafts as draft_cards
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.triage.queries.versions import versions
from tests.integration.rulebook.conftest import Writing

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m">
<decision name="Price List"><decisionTable hitPolicy="COLLECT" aggregation="SUM">
<input><inputExpression><text>Staff Count</text></inputExpression></input><output/>
<rule><inputEntry><text>&gt;= 1</text></inputEntry><outputEntry><text>0.10</text></outputEntry></rule>
<rule><inputEntry><text>&gt;= 10</text></inputEntry><outputEntry><text>0.20</text></outputEntry></rule>
</decisionTable></decision><inputData name="Staff Count"><variable typeRef="number"/></inputData></definitions>"""


def run(app: Flask, *arguments: str, code: int = 0) -> str:
    result = app.test_cli_runner().invoke(args=["rules", *arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return str(result.output)


def exported(app: Flask, tmp_path: Path, form: str) -> Path:
    path = tmp_path / f"regles.{form}"
    run(app, "export", "--format", form, "--output", str(path))
    return path


@pytest.mark.parametrize("form", [str(form) for form in Format])
def test_what_was_exported_changes_nothing(app_context: Flask, writing: Writing, tmp_path: Path, form: str) -> None:
    path = exported(app_context, tmp_path, form)
    assert "Rien à changer" in run(app_context, "import", str(path))


def test_an_import_that_drops_a_rule_says_which(app_context: Flask, writing: Writing, tmp_path: Path) -> None:
    path = exported(app_context, tmp_path, "csv")
    lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if not line.startswith("appui;")]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert run(app_context, "import", str(path)).startswith(
        "! 1 règle(s) absente(s) du fichier seraient retirées : appui"
    )
    assert json.loads(run(app_context, "import", str(path), "--json"))["removed"] == ["appui"]
    assert len(draft_cards()) == 1


def test_an_import_becomes_a_draft_of_its_author(app_context: Flask, writing: Writing, tmp_path: Path) -> None:
    path = exported(app_context, tmp_path, "toml")
    path.write_text(path.read_text().replace(">= 50", ">= 40"))
    told = run(app_context, "import", str(path), "--draft", "Seuil à 40", "--author", "alma@exemple.fr")
    (card,) = [card for card in draft_cards() if card.title == "Seuil à 40"]
    assert f"Projet n° {card.id}" in told
    (changed,) = get_draft(card.id).changed
    assert (changed.id, changed.fields["when"]["employees"]) == ("appui", ">= 40")
    assert len(versions()) == 1


def test_only_an_author_of_rules_begins_a_draft(app_context: Flask, writing: Writing, tmp_path: Path) -> None:
    path = exported(app_context, tmp_path, "toml")
    for author in (["--author", "clara@exemple.fr"], ["--author", "personne@exemple.fr"], []):
        run(app_context, "import", str(path), "--draft", "Non", *author, code=2)
    assert "ne change rien" in run(
        app_context, "import", str(path), "--draft", "Rien", "--author", "alma@exemple.fr", code=2
    )
    assert len(draft_cards()) == 1


def test_a_wrong_file_is_refused_with_its_places(app_context: Flask, writing: Writing, tmp_path: Path) -> None:
    path = exported(app_context, tmp_path, "csv")
    path.write_text(path.read_text(encoding="utf-8-sig").replace(">= 50", ">= lots"), encoding="utf-8")
    assert "ligne 3, colonne when.employees, caractère 4" in run(app_context, "import", str(path), code=2)
    (error,) = json.loads(run(app_context, "import", str(path), "--json", code=2))["errors"]
    assert (error["row"], error["column"], error["character"], error["rule"]) == (3, "when.employees", 4, "appui")


def test_a_version_that_does_not_exist_is_not_exported(app_context: Flask, writing: Writing, tmp_path: Path) -> None:
    target = str(tmp_path / "x.csv")
    run(app_context, "export", "--format", "csv", "--output", target, "--version", "7", code=2)
    run(app_context, "export", "--format", "csv", "--output", target, "--version", "1")


def given(tmp_path: Path, inputs: str) -> list[str]:
    model, data = tmp_path / "model.dmn", tmp_path / "input.json"
    model.write_text(MODEL, encoding="utf-8")
    data.write_text(inputs, encoding="utf-8")
    return ["run-dmn", str(model), "--input", str(data)]


def test_a_dmn_decision_is_answered_as_json_with_exact_decimals(app_context: Flask, tmp_path: Path) -> None:
    told = run(app_context, *given(tmp_path, '{"Staff Count": 12}'), "--decision", "Price List", "--json")
    assert told == '{"decision": "Price List", "result": 0.3}\n'
    assert run(app_context, *given(tmp_path, '{"Staff Count": 0}'), "--decision", "Price List") == "null\n"


@pytest.mark.parametrize(
    ("inputs", "decision"), [("[]", "Price List"), ("{}", "Prices"), ('{"Staff Count": "x"}', "Price List")]
)
def test_a_dmn_run_that_cannot_be_is_refused_on_one_line(
    app_context: Flask, tmp_path: Path, inputs: str, decision: str
) -> None:
    told = run(app_context, *given(tmp_path, inputs), "--decision", decision, "--json", code=2)
    assert len(told.splitlines()) == 1
