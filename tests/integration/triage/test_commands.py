"""`triage understand` and `rules decide`: the shapes that others rely on, and what they say of bad input."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

UNDERSTOOD = {
    "id",
    "action",
    "subjects",
    "partners",
    "urgency",
    "distress",
    "human_now",
    "exchange",
    "needs",
    "redirect",
}


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=list(arguments))


def understand(app: Flask, folder: Path, *lines: object, raw: str = "") -> list[dict[str, Any]]:
    file = folder / "stories.jsonl"
    file.write_text(raw or "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    result = run(app, "triage", "understand", "--input", str(file), "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def decide(app: Flask, folder: Path, facts: object) -> Result:
    file = folder / "facts.json"
    file.write_text(json.dumps(facts), encoding="utf-8")
    return run(app, "rules", "decide", "--facts", str(file), "--json")


def test_each_line_is_answered_in_the_agreed_shape(stocked_app: Flask, tmp_path: Path) -> None:
    (found,) = understand(
        stocked_app, tmp_path, {"id": "a", "text": "je dois trois mois à l'urssaf", "commune": "42187"}
    )
    assert set(found) == UNDERSTOOD
    assert (found["id"], found["action"], found["urgency"], found["exchange"]) == ("a", "route", "normal", "none")
    assert (found["distress"], found["human_now"]) == (False, False)
    assert found["subjects"][0]["subject"] == "dette-urssaf"
    scores = [item["score"] for item in found["subjects"]]
    assert scores == sorted(scores, reverse=True)
    assert found["partners"][0] == {
        "kind": "urssaf", "role": "lead", "unit": "Urssaf Rhône-Alpes, secteur Roanne",
    }  # fmt: skip
    assert {item["role"] for item in found["partners"]} <= {"lead", "support", "inform"}


def test_without_a_commune_the_kinds_are_named_without_units(stocked_app: Flask, tmp_path: Path) -> None:
    (found,) = understand(stocked_app, tmp_path, {"id": 7, "text": "ma banque refuse mon découvert"})
    assert found["id"] == 7
    assert found["partners"][0] == {"kind": "banque_de_france", "role": "lead"}


@pytest.mark.parametrize(
    ("text", "action", "human_now"),
    [
        ("j'ai acheté un vélo en ligne, jamais livré, le vendeur refuse le remboursement", "redirect", False),
        ("xyzzy plugh", "clarify", False),
        ("", "clarify", False),
        ("je ne vois plus d'issue, je veux mourir", "route", True),
        ("mon patron ne me paie pas mes heures", "redirect", False),
    ],
)
def test_what_a_story_calls_for(stocked_app: Flask, tmp_path: Path, text: str, action: str, human_now: bool) -> None:
    (found,) = understand(stocked_app, tmp_path, {"id": 1, "text": text})
    assert (found["action"], found["human_now"]) == (action, human_now)
    if human_now:
        assert (found["urgency"], found["distress"]) == ("critical", True)
        assert found["partners"][0]["kind"] == "human"


def test_danger_puts_a_person_first_whatever_it_is_about(stocked_app: Flask, tmp_path: Path) -> None:
    text = "je dois 40 000 euros à l'urssaf, ma famille serait mieux sans moi"
    for commune in (None, "69123"):
        (found,) = understand(stocked_app, tmp_path, {"id": 1, "text": text, "commune": commune})
        assert found["partners"][0]["kind"] == "human"
        assert found["urgency"] == "critical"


def test_the_trade_that_a_story_tells_decides_the_chamber(stocked_app: Flask, tmp_path: Path) -> None:
    first, second = understand(
        stocked_app, tmp_path,
        {"id": 1, "text": "je suis plombier, comment trouver des clients"},
        {"id": 2, "text": "j'ai une librairie, comment trouver des clients"},
    )  # fmt: skip
    assert (first["partners"][0]["kind"], second["partners"][0]["kind"]) == ("cma", "cci")


def test_an_offer_and_a_need_of_the_exchange_are_told_apart(stocked_app: Flask, tmp_path: Path) -> None:
    offer, need = understand(
        stocked_app, tmp_path,
        {"id": 1, "text": "je peux prêter une machine à un confrère"},
        {"id": 2, "text": "je cherche du matériel à emprunter à une autre entreprise"},
    )  # fmt: skip
    assert (offer["exchange"], need["exchange"]) == ("offer", "need")


def test_blank_lines_and_unusual_texts_pass(stocked_app: Flask, tmp_path: Path) -> None:
    lines = [json.dumps({"id": 1, "text": "😀" * 50}), "", "  ", json.dumps({"id": 2, "text": "a" * 20_000}),
             json.dumps({"text": "dette urssaf \u0000 \ud800"}), json.dumps({"id": 4, "text": "urssaf", "commune": "x"})]  # fmt: skip
    found = understand(stocked_app, tmp_path, raw="\n".join(lines))
    assert [item["id"] for item in found] == [1, 2, None, 4]


@pytest.mark.parametrize("line", ["not json", "[1]", '"text"', '{"id": 1}', '{"text": 3}', "{", "null"])
def test_a_bad_line_is_named_by_its_number(stocked_app: Flask, tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(f'{{"id": 1, "text": "urssaf"}}\n{line}\n', encoding="utf-8")
    result = run(stocked_app, "triage", "understand", "--input", str(file), "--json")
    assert result.exit_code == 2
    assert "ligne 2" in result.output
    assert "Traceback" not in result.output


def test_a_file_in_another_encoding_is_said_to_be_so(stocked_app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "latin.jsonl"
    file.write_bytes('{"id": 1, "text": "dette à l’Urssaf é"}'.encode("cp1252"))
    result = run(stocked_app, "triage", "understand", "--input", str(file), "--json")
    assert result.exit_code == 2
    assert "UTF-8" in result.output


def test_a_decision_comes_with_its_explanation(stocked_app: Flask, tmp_path: Path) -> None:
    facts = {"subject": "cessation-paiements", "commune": "69243", "cessation_on": "2026-11-01", "activity": "commerce"}
    result = decide(stocked_app, tmp_path, facts)
    assert result.exit_code == 0, result.output
    report = json.loads(result.output)
    assert report["partners"][0]["kind"] == "tribunal_commerce"
    assert "Villefranche-Tarare" in report["partners"][0]["unit"]
    (clock,) = report["legal_clocks"]
    assert (clock["days"], clock["due"]) == (45, "2026-12-16")
    statuses = {rule["rule"]: rule["status"] for rule in report["rules"]}
    assert {"fired", "failed"} <= set(statuses.values())
    assert len(statuses) >= 80


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ([], "subject"),
        ({}, "subject"),
        ({"subject": "nothing-like-it"}, "n'existe pas"),
        ({"subject": "dette-urssaf", "commune": "00000"}, "n'existe pas"),
        ({"subject": "dette-urssaf", "strange": 1}, "strange"),
        ({"subject": "dette-urssaf", "employees": "many"}, "employees"),
        ({"subject": "dette-urssaf", "public_debts": ["alchemy"]}, "public_debts"),
        ({"subject": "cessation-paiements", "cessation_on": "2026-02-31"}, "cessation_on"),
    ],
)
def test_facts_that_cannot_be_are_refused_in_one_sentence(
    stocked_app: Flask, tmp_path: Path, facts: object, message: str
) -> None:
    result = decide(stocked_app, tmp_path, facts)
    assert result.exit_code == 2
    assert message in result.output.replace("’", "'")
    assert "Traceback" not in result.output


def test_no_rules_yet_is_said_with_the_command_that_loads_them(sqlite_app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"id": 1, "text": "urssaf"}', encoding="utf-8")
    result = run(sqlite_app, "triage", "understand", "--input", str(file))
    assert result.exit_code == 2
    assert "catalogue apply" in result.output
