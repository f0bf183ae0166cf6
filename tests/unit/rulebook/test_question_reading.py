"""Questions in plain words, read into situations by the catalogue that ships."""

from collections.abc import Mapping
from typing import Any

import pytest

from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rulebook.catalogue.words import read_words
from care_triage.rulebook.trial.question import read_question
from care_triage.triage.danger import Listener
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.understanding import Understander
from config import ROOT
from tests.support.understanding import learnt_from


@pytest.fixture(scope="module")
def document() -> RuleSetDocument:
    """The catalogue of the repository."""
    return read_contents(ROOT / "care_triage" / "data").document


@pytest.fixture(scope="module")
def understander(document: RuleSetDocument) -> Understander:
    """It learns for some seconds."""
    return Understander(
        document, learnt_from(document, read_words(ROOT / "care_triage" / "data", document)), Listener(None)
    )


@pytest.mark.parametrize(
    ("question", "subject", "facts", "town"),
    [
        (
            "what happens to a craftsman in Roanne with a tax debt?",
            "dette-fiscale",
            {"activity": "artisanat"},
            "Roanne",
        ),
        (
            "que devient un artisan de Roanne qui a une dette fiscale ?",
            "dette-fiscale",
            {"activity": "artisanat"},
            "Roanne",
        ),
        ("SARL à Tarare, refus de prêt de la banque", "refus-pret", {"legal_form": "sarl"}, "Tarare"),
        (
            "agriculteur à Montbrison avec une dette MSA de 14 000 €",
            "dette-msa",
            {"activity": "agricole"},
            "Montbrison",
        ),
        (
            "restaurant à Lyon avec 12 salariés en cessation de paiements",
            "cessation-paiements",
            {"activity": "commerce", "employees": 12, "cessation_of_payments": True},
            "Lyon",
        ),
        (
            "profession libérale à Villefranche-sur-Saône, dette Urssaf",
            "dette-urssaf",
            {"activity": "liberal"},
            "Villefranche-sur-Saône",
        ),
        ("auto-entrepreneur épuisé à Firminy", "micro-charges", {"legal_form": "micro"}, "Firminy"),
        (
            "association employeuse qui ne peut plus payer les salaires",
            "salaires-impayes",
            {"activity": "association"},
            None,
        ),
        ("un hôtel à Feurs veut vendre son fonds", "ceder-entreprise", {"activity": "commerce"}, "Feurs"),
        ("qui aide un boulanger dont le four a brûlé à Givors ?", "sinistre", {"activity": "artisanat"}, "Givors"),
        (
            "builder in Roanne whose customer does not pay",
            "client-impaye",
            {"activity": "artisanat"},
            "Roanne",
        ),
        (
            "dette Urssaf d’une entreprise en redressement à Saint-Chamond",
            "procedure-en-cours",
            {"procedure_open": "redressement"},
            "Saint-Chamond",
        ),
        ("insolvent shop in Le Coteau, wages unpaid", None, {"cessation_of_payments": True}, "Le Coteau"),
        ("micro-entreprise à Boën : contrôle fiscal", "controle", {"legal_form": "micro"}, "Boën"),
    ],
)
def test_a_question_becomes_a_situation(
    document: RuleSetDocument,
    understander: Understander,
    question: str,
    subject: str | None,
    facts: Mapping[str, Any],
    town: str | None,
) -> None:
    read = read_question(question, understander.understand(question), document)
    assert subject is None or read.subjects[0] == subject
    assert read.facts.items() >= facts.items()
    assert town is None or town in read.towns


def test_what_is_denied_is_not_read(document: RuleSetDocument, understander: Understander) -> None:
    for question in ("artisan pas en cessation de paiements", "jamais en cessation de paiements"):
        assert "cessation_of_payments" not in read_question(question, understander.understand(question), document).facts


def test_words_without_sense_say_nothing(document: RuleSetDocument, understander: Understander) -> None:
    for question in ("", "bonjour", "?? !!", "x" * 300):
        read = read_question(question, understander.understand(question), document)
        assert (read.subjects, dict(read.facts)) == ((), {})


def test_a_long_question_gives_few_names_to_look_up(document: RuleSetDocument, understander: Understander) -> None:
    question = "à Roanne " * 40
    assert len(read_question(question, understander.understand(question), document).towns) <= 24
