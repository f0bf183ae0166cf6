"""The trade of the teller: a thousand names, and nobody else's trade."""

import tomllib

import pytest

from care_triage.triage.told import told
from care_triage.triage.told.trades import ACTIVITIES, LINES, PEOPLE, PLACES, names
from tests.unit.triage.told.test_any_text import ON

_AT_LEAST = 350

SAID = (
    ("je suis coiffeuse à domicile", "artisanat"),
    ("Bonjour, plombier chauffagiste depuis 2009, je cale", "artisanat"),
    ("Une jeune veut apprendre. Relieur à Feurs, jamais eu d’élève. Comment faire ?", "artisanat"),
    ("À qui en parler d’abord ? Librairie à Ambert.", "commerce"),
    ("Je m’appelle Inès, esthéticienne à mon compte à Givors", "artisanat"),
    ("nous sommes deux frères maçons", "artisanat"),
    ("mon garage tourne au ralenti", "artisanat"),
    ("Je suis gérante d’un petit salon de coiffure", "artisanat"),
    ("j’ai ouvert une micro-brasserie l’an dernier", "artisanat"),
    ("micro-entrepreneur en plomberie", "artisanat"),
    ("my bakery is losing money", "artisanat"),
    ("we run a family bakery in Roanne", "artisanat"),
    ("notre food-truck est en panne", "commerce"),
    ("on tient un bar-tabac avec ma femme", "commerce"),
    ("Patronne d’un restaurant de quarante couverts, je suis fatiguée", "commerce"),
    ("je vends des vêtements d’occasion", "commerce"),
    ("I own a bookshop in Lyon", "commerce"),
    ("ma boîte de transport a trois camions", "services"),
    ("je suis chauffeur VTC", "services"),
    ("nous sommes une agence de communication de six personnes", "services"),
    ("en tant que graphiste freelance", "services"),
    ("mon cabinet infirmier", "liberal"),
    ("mes patients ne viennent plus depuis les travaux", "liberal"),
    ("je suis sage-femme libérale", "liberal"),
    ("je suis avocate à Saint-Étienne", "liberal_juridique"),
    ("éleveur de brebis, je ne dors plus", "agricole"),
    ("nos vaches ne donnent plus rien", "agricole"),
    ("we are dairy farmers", "agricole"),
    ("notre entreprise d’usinage perd son principal client", "industrie"),
    ("je dirige une fonderie de 60 personnes", "industrie"),
    ("notre association emploie quatre personnes", "association"),
)
LIKELY = (
    ("le chantier a pris du retard, la toiture fuit", "artisanat"),
    ("mon cousin dit que la traite ne paie plus", "agricole"),
    ("je fabrique des meubles", "artisanat"),
    ("on répare des vélos", "artisanat"),
    ("où vendre mes créations ?", "artisanat"),
    ("nous fabriquons des pièces pour l’automobile", "industrie"),
    ("je veux reprendre une boulangerie", "artisanat"),
    ("je cherche à racheter un restaurant", "commerce"),
)
SOMEBODY_ELSE = (
    "mon client plombier ne me paie pas",
    "un boulanger me doit de l’argent",
    "je suis en conflit avec un plombier",
    "mon propriétaire est notaire",
    "je veux reprendre une entreprise",
    "je cherche un bon plombier",
    "l’architecte ne répond plus",
)


@pytest.mark.parametrize(("story", "activity"), SAID)
def test_what_the_teller_says_to_be_or_to_run_is_their_trade(story: str, activity: str) -> None:
    assert _activities(story) == [(activity, True)]


@pytest.mark.parametrize(("story", "activity"), LIKELY)
def test_what_is_only_around_them_waits_for_a_yes(story: str, activity: str) -> None:
    assert [value for value, _sure in _activities(story)] == [activity]


@pytest.mark.parametrize("story", SOMEBODY_ELSE)
def test_somebody_elses_trade_is_not_theirs(story: str) -> None:
    assert not any(sure for _value, sure in _activities(story))


def test_many_trades_have_a_name() -> None:
    assert sum(map(len, names().values())) >= _AT_LEAST


def _activities(story: str) -> list[tuple[object, bool]]:
    return [(one.value, one.sure) for one in told(story, ON).facts if one.fact == "activity"]


def _names(kind: str) -> list[tuple[str, str]]:
    lists = tomllib.loads(ACTIVITIES.read_text(encoding="utf-8"))
    return [(code, " ".join(name.split())) for code, each in lists.items() for name in each.get(kind, "").split(",")]


@pytest.mark.parametrize(
    ("kind", "before"), [(PEOPLE, "je suis"), (PLACES, "je tiens une"), (LINES, "mon entreprise de")]
)
def test_every_name_tells_its_trade(kind: str, before: str) -> None:
    names = [(code, name) for code, name in _names(kind) if name]
    assert {name: _activities(f"{before} {name}") for _code, name in names} == {
        name: [(code, True)] for code, name in names
    }


def test_no_name_of_a_client_tells_the_trade_of_the_teller() -> None:
    said = (f"mon client est {name}, il ne paie pas" for _code, name in _names(PEOPLE) if name)
    assert [story for story in said if any(sure for _value, sure in _activities(story))] == []
