"""The few signs with which data files write ways of saying a thing."""

import pytest

from care_triage.triage.told.expressions import Expressions
from care_triage.triage.told.text import Story

SAID: tuple[tuple[str, str, list[str]], ...] = (
    ("local", "Je cherche deux locaux ou un local", ["local"]),
    ("fiche", "mes fiches", ["fiches"]),
    ("sign*", "avant de signer, signé hier", ["signer", "signé"]),
    ("louer|location", "louer, ou la location", ["louer", "location"]),
    ("mot_de_passe|code", "un mot de passe et un code", ["mot de passe", "code"]),
    ("banque .. refus*", "ma banque a encore refusé", ["banque a encore refusé"]),
    ("banque .. refus*", "ma banque est ici. Il refuse", []),
    ("pas|plus .. payer", "je ne peux plus les payer", ["plus les payer"]),
    ("former .. salarie*", "la personne à former n’est pas encore salariée", []),
    ("n est pas .. venu*", "il n’est pas encore venu", ["n’est pas encore venu"]),
    ("bail", "le bailleur", []),
)


@pytest.mark.parametrize(("way", "story", "said"), SAID)
def test_a_way_of_saying_finds_its_words(way: str, story: str, said: list[str]) -> None:
    text = Story(story)
    found = [text.span(start, end) for start, end, sure in Expressions([way]).spans(text) if sure]
    assert [story[start:end] for start, end in found] == said


def test_what_only_makes_it_likely_is_not_sure() -> None:
    text = Story("un contrat au comptoir")
    assert [sure for _start, _end, sure in Expressions(["contrat?", "comptoir"]).spans(text)] == [True, False]
    assert list(Expressions([]).spans(text)) == []
