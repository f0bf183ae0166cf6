"""The document of a rule set: read from plain data, written back, the same in every way that matters."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.triage.document import LegalClockSpec, RuleSetDocument, RuleSpec
from care_triage.triage.records import RecordError, Text, read, write
from tests.support.catalogue import write_catalogue

RULE: dict[str, Any] = {
    "id": "r",
    "when": {"subject": '"s"'},
    "partner": "urssaf",
    "role": "lead",
    "rank": 10,
    "answer_hours": 16,
    "why": "Parce que",
    "why_en": "Because",
    "status": "V",
    "valid_from": date(2026, 1, 1),
    "legal_clock": {"name": "n", "fact": "on", "days": 45, "law": "L631-4", "label": "Délai"},
}


def test_a_document_survives_json(tmp_path: Path) -> None:
    document = read_contents(write_catalogue(tmp_path)).document
    again = RuleSetDocument.from_dict(json.loads(json.dumps(document.to_dict())))
    assert again == document
    assert again.fingerprint == document.fingerprint


def test_an_older_rule_set_still_opens_without_the_words_it_kept(tmp_path: Path) -> None:
    document = read_contents(write_catalogue(tmp_path)).document
    older = document.to_dict()
    for part in (*older["subjects"], *older["redirects"]):
        part |= {"phrasings": ["je dois de l'argent"], "keywords": ["urssaf"]}
    assert RuleSetDocument.from_dict(older) == document


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    folder = write_catalogue(tmp_path)
    before = read_contents(folder).document.fingerprint
    path = folder / "rules/dettes.toml"
    path.write_text(path.read_text().replace(">= 50", ">= 51"))
    assert read_contents(folder).document.fingerprint != before


def test_a_rule_reads_nested_records_dates_and_defaults() -> None:
    rule = read(RuleSpec, RULE)
    assert rule.legal_clock == LegalClockSpec("n", "on", 45, "L631-4", Text("Délai"))
    assert (rule.valid_from, rule.urgency, rule.confidential) == (date(2026, 1, 1), "normal", False)
    assert read(RuleSpec, write(rule)) == rule
    assert write(rule)["valid_from"] == "2026-01-01"


def test_a_text_falls_back_to_french() -> None:
    assert (Text("oui", "yes")("en"), Text("oui")("en"), Text("oui", "yes")("fr")) == ("yes", "oui", "oui")


@pytest.mark.parametrize(
    ("wrong", "place", "problem"),
    [
        ({"rank": True}, "rank", "un nombre entier est attendu"),
        ({"why": 3}, "why", "un texte est attendu"),
        ({"why_en": 3}, "why_en", "un texte est attendu"),
        ({"when": "x"}, "when", "un groupe de champs est attendu"),
        ({"when": {"subject": 3}}, "when.subject", "un texte est attendu"),
        ({"valid_until": "demain"}, "valid_until", "une date"),
        ({"legal_clock": {"name": "n"}}, "legal_clock", "il manque le champ"),
        ({"partner": ["urssaf"]}, "partner", "n’est pas dans la liste"),
        ({"stray": 1}, "", "champ inconnu : stray"),
    ],
)
def test_what_cannot_be_read_says_where_and_what(wrong: dict[str, Any], place: str, problem: str) -> None:
    with pytest.raises(RecordError) as caught:
        read(RuleSpec, RULE | wrong)
    assert caught.value.place == place
    assert problem in caught.value.problem
