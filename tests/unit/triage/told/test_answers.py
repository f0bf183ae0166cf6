"""What a story answers of its subject's questions: words of data, read only where the question is asked."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.triage.told import answers, told
from care_triage.triage.told.answers import words
from care_triage.triage.told.types import Told, ToldFact
from tests.unit.triage.told.test_any_text import ON
from tests.unit.triage.told.test_words_of_vocabulary import as_typed

# fact, story, value, sure
READ: tuple[tuple[str, str, Any, bool], ...] = (
    ("contract_need", "Je voudrais un modèle de conditions générales pour mes devis de peinture", "rediger", True),
    (
        "contract_need",
        "Un franchiseur m’a envoyé quarante pages, pouvez-vous les relire avant que je signe ?",
        "relire",
        True,
    ),
    ("contract_need", "comment résilier mon contrat de télésurveillance, je suis coincé pour 48 mois", "sortir", True),
    ("exchange_item", "J’ai deux maçons sans chantier, je peux les prêter trois semaines", "personnel", True),
    ("exchange_item", "our warehouse is half empty, another firm could use the space", "local", True),
    ("web_need", "depuis le déménagement ma fiche Google montre l’ancienne adresse", "fiche", True),
    ("unfair_kind", "Mon ancien commercial est parti avec le fichier de mes clients", "ancien-salarie", True),
    ("ip_object", "je veux déposer le nom de ma marque", "marque", True),
    ("absence_reason", "mon salarié est en arrêt maladie", "arret-maladie", True),
    ("hiring_profile", "Je cherche un apprenti pour septembre", "alternant", True),
    ("debt_contested", "Cette somme est fausse, nous contestons le calcul", True, True),
    ("debt_contested", "Je ne conteste pas la dette", False, True),
    ("notice_given", "ils ont arrêté du jour au lendemain", False, True),
    ("accident_is_serious", "il a perdu deux doigts dans la presse", True, True),
    ("roadworks_loss", "depuis que la rue est en travaux mon chiffre a baissé de moitié", True, True),
    ("energy_plan", "L’atelier est mal isolé, on chauffe la rue", "chauffage-isolation", True),
    # Two values speak as loudly: the owner says which.
    ("labour_question", "Une question sur la période d’essai et sur les congés", "contrat", False),
)
# fact, story: nothing is read
SILENT = (
    ("contract_need", "Je cherche un local à Givors"),
    ("self_employed", "Je ne suis pas indépendant"),
    ("wages_unpaid", "J’ai peur de ne pas pouvoir payer les salaires"),
    ("customer_kind", ""),
    ("energy_plan", "Je me sens très isolée depuis que mon associé est parti"),
    ("no_such_fact", "Je cherche un local à Givors"),
)


@pytest.mark.parametrize(("fact", "story", "value", "sure"), READ)
def test_an_answer_is_read_where_it_is_asked(fact: str, story: str, value: Any, sure: bool) -> None:
    assert [(one.value, one.sure) for one in answers(story, {fact})] == [(value, sure)]
    assert answers(story, ()) == ()


@pytest.mark.parametrize(("fact", "story"), SILENT)
def test_what_is_denied_feared_or_not_said_is_no_answer(fact: str, story: str) -> None:
    assert answers(story, {fact}) == ()


def test_what_is_told_surely_is_not_told_again() -> None:
    sure, guess = _fact("bank_issue", "pge", sure=True), _fact("employees", 3, sure=False)
    heard = Told((sure, guess)).completed(
        (_fact("bank_issue", "echeances"), _fact("employees", 4), _fact("activity", "x"))
    )
    assert {fact.fact: fact.value for fact in heard.facts} == {"bank_issue": "pge", "employees": 4, "activity": "x"}


_SAID = st.sampled_from(sorted({word for story in READ for word in story[1].split()} | {"😢", "pas", "\n", "…"}))


@given(st.one_of(st.text(max_size=300), st.lists(_SAID, max_size=60).map(" ".join)))
@settings(max_examples=60, deadline=None)
def test_every_answer_quotes_the_story_once(story: str) -> None:
    found = answers(story, words().keys())
    assert all(story[fact.start : fact.end] == fact.quote != "" for fact in found)
    assert len({fact.fact for fact in found}) == len(found)
    assert told(story, ON).completed(found).hints.keys() >= told(story, ON).hints.keys()


def _fact(name: str, value: Any, *, sure: bool = True) -> ToldFact:
    return ToldFact(name, value, "", 0, 1, sure)


@pytest.mark.parametrize("fact", sorted(fact for fact, values in words().items() if "true" in values))
def test_what_nobody_knows_yet_is_no_yes(fact: str) -> None:
    said = (f"qui sait si {as_typed(way)}" for way in words()[fact]["true"])
    assert [story for story in said for one in answers(story, {fact}) if one.value is True] == []
