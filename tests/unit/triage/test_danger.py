"""Danger heard in authored texts of every sort; ordinary business, idioms included, left alone.

`danger_second`, `danger_third` and `danger_fourth` were written after the expressions, to measure what they had not been written for;
`danger_hidden`, `distress_hidden` and `calm` by somebody who tried to escape both ears, or to alarm them with nothing;
`danger_hidden_second` and `ordinary` by another, of whom the model learnt two texts in three: these are the third
(ways of saying that they missed were learnt later, in other words);
`replies` are what owners write while a case goes on, and what is noted of their calls.
"""

from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

import pytest

from care_triage.triage.danger import DANGER, DISTRESS, NEITHER, Heard, Listener, heard
from care_triage.triage.evaluation.stories import stories
from care_triage.triage.evaluation.types import Story
from care_triage.triage.learning import Model
from care_triage.triage.learning.training import train
from tests.support.understanding import SHIPPED, hearing_model, ordinary_texts

_TEXTS = Path(__file__).parent / "danger_texts"


def _lines(name: str) -> list[str]:
    return [line for line in (_TEXTS / f"{name}.txt").read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def listener() -> Listener:
    """With the model of the shipped examples; it learns for some seconds."""
    return Listener(hearing_model(SHIPPED))


def _share_heard(listener: Listener, texts: Iterable[str]) -> float:
    found = [bool(listener.heard(text).danger) for text in texts]
    return sum(found) / len(found)


def _share_suffering(listener: Listener, texts: Iterable[str]) -> float:
    found = [listener.heard(text) for text in texts]
    return sum(bool(heard.danger or heard.distress) for heard in found) / len(found)


@pytest.mark.parametrize("name", ["danger", "danger_second", "danger_third", "danger_fourth"])
def test_no_danger_is_missed(listener: Listener, name: str) -> None:
    assert [text for text in _lines(name) if not listener.heard(text).danger] == []


def test_what_is_said_plainly_is_heard_by_the_expressions_alone_however_it_is_spelt() -> None:
    assert [text for text in _lines("danger_plainly") if not heard(text).danger] == []


def test_an_expression_without_an_ear_for_it_reaches_a_person_and_keeps_its_matter() -> None:
    """Said plainly and borne out by what was learnt, it comes before the matter; not borne out, it stands beside."""
    words = "je veux en finir avec la vie"
    others = [(DANGER, "adieu à tous"), (DISTRESS, "je pleure"), (NEITHER, "un échéancier")]
    for said, plain in ((DANGER, True), (NEITHER, False)):
        both = Listener(Model.read(memoryview(train([(said, words), *others] * 20, 4.0))))
        assert both.heard(words).danger
        assert both.heard(words).is_plain is plain


def test_on_the_labelled_stories_no_life_in_danger_is_missed(listener: Listener) -> None:
    """When one is, hear its way of saying, never its very words."""
    assert [story.id for story in stories() if story.danger and not listener.heard(story.text).danger] == []


def test_the_model_alone_hears_most_of_what_other_authors_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts were written without its examples in sight: what the expressions have not thought of, it must hear."""
    monkeypatch.setattr("care_triage.triage.danger.listener.heard", lambda _text: Heard())
    deaf = Listener(hearing_model(SHIPPED))
    texts = [text for name in ("danger_second", "danger_third", "danger_fourth") for text in _lines(name)]
    assert _share_heard(deaf, texts) >= 0.8


def test_no_distress_is_missed(listener: Listener) -> None:
    missed = [text for text in _lines("distress") if not (listener.heard(text).distress or listener.heard(text).danger)]
    assert missed == []


def test_what_owners_write_every_day_alarms_nobody(listener: Listener) -> None:
    heard_of = {text: listener.heard(text) for text in _lines("everyday")}
    assert [text for text, found in heard_of.items() if found.danger or found.distress] == []


@pytest.mark.parametrize(
    ("danger", "business"),
    [
        ("je veux me lancer dans le ravin", "je veux me lancer dans les burgers"),
        ("ma dernière lettre est pour mes filles", "la dernière lettre parle d’un huissier"),
        ("je vais déposer les clés chez ma sœur, elle comprendra", "déposer les clés au tribunal"),
        ("au pire je me tue", "au pire je vends le camion"),
        ("j’ai pensé au pire", "le pire, c’est le bail"),
    ],
)
def test_an_idiom_of_business_hides_no_danger(danger: str, business: str) -> None:
    assert heard(danger).danger
    assert not heard(business).danger


def test_words_of_suffering_in_another_sense_are_no_distress(listener: Listener) -> None:
    """The expressions match, the model hears none of it: nobody is asked whether they want to be supported."""
    texts = (
        "Une équipe qui craque sur les plannings, comment réorganiser les horaires ?",
        "Neuf factures sont en souffrance chez un bailleur social.",
        "Une employée se dit harcelée par son chef d’équipe, je veux enquêter et la protéger.",
        "Le site des formalités me rend dingue, mon dossier est rejeté depuis l’été.",
    )
    assert [text for text in texts if not heard(text).distress] == []
    assert [text for text in texts if listener.heard(text).distress] == []


def test_the_last_words_of_a_long_account_are_heard(listener: Listener) -> None:
    """Nothing else of it suffers: the clause that says it is enough."""
    business = (
        "Notre biscuiterie livre trois enseignes depuis Boën. Le four principal est en panne, le réparateur demande 14 000 euros "
        "d’avance, la banque attend le bilan de septembre et une enseigne menace de pénalités. Le crédit du camion passe le 5"
    )
    assert not listener.heard(f"{business}.").distress
    for last in ("je dors à peine", "je n’ai pas fermé l’œil de la nuit"):
        assert listener.heard(f"{business}, {last}.").distress


def test_wood_is_not_what_somebody_drinks() -> None:
    assert not heard("Nos chutes de bois partent trop souvent à la benne, qui les reprend ?").distress
    assert all(heard(text).distress for text in ("Je bois trop le soir.", "Le whisky, je le bois seul tous les soirs."))


def test_most_of_what_was_written_to_escape_is_heard(listener: Listener) -> None:
    """One clause in a story of five sentences, often about somebody else: what is missed here shows how far hearing goes."""
    assert _share_heard(listener, _lines("danger_hidden")) >= 0.85
    assert _share_heard(listener, _lines("danger_hidden_second")) >= 0.8
    assert _share_suffering(listener, _lines("distress_hidden")) >= 0.83
    assert _share_suffering(listener, _lines("distress_aside")) >= 0.58
    # Calm people who write with words of suffering are asked once whether they want to be supported.
    assert _share_suffering(listener, _lines("calm_aside")) <= 0.62
    assert _share_heard(listener, _lines("calm")) <= 0.09
    assert _share_heard(listener, _lines("ordinary")) <= 0.07
    assert _share_heard(listener, _lines("replies")) <= 0.1


def test_idioms_and_ordinary_business_are_left_alone(listener: Listener) -> None:
    assert [text for text in _lines("negatives") if heard(text).danger] == []
    # Images of death in a few words without a story around them: the price of hearing more of what is said sideways.
    assert _share_heard(listener, _lines("negatives")) <= 0.14


def _is_later(story: Story) -> bool:
    """Of an author who saw no example; the others knew some of the expressions."""
    return story.id.startswith(("demandes-", "soirs-", "voisins-", "formulaires-", "detours-", "contact-"))


def test_few_ordinary_requests_raise_a_false_alarm(listener: Listener) -> None:
    assert _share_heard(listener, ordinary_texts(SHIPPED)[::20]) <= 0.03
    labelled = [story for story in stories() if not story.danger]
    calm = [story.text for story in labelled if not story.distress]
    assert _share_heard(listener, calm) <= 0.05
    for later, of_calm, of_all in ((False, 0.03, 0.05), (True, 0.06, 0.09)):
        long = [story for story in labelled if _is_long(story.text) and _is_later(story) is later]
        assert _share_heard(listener, (story.text for story in long if not story.distress)) <= of_calm
        assert _share_heard(listener, (story.text for story in long)) <= of_all


def _is_long(text: str) -> bool:
    return len(text.split()) > 25


@pytest.mark.parametrize("upper", [False, True])
def test_danger_is_heard_without_accents_and_in_capitals(upper: bool) -> None:
    table = str.maketrans(dict(zip("éèêàâîïôùûç’", "eeeaaiiouuc'", strict=True)) | {"œ": "oe"})
    texts = [text.lower().translate(table) for text in _lines("danger")]
    assert [text for text in texts if not heard(text.upper() if upper else text).danger] == []


def test_the_words_that_decided_are_those_of_the_text() -> None:
    text = "Bonjour, je dois 3 000 € à l’Urssaf. J’veu mourrir, voilà."
    quotes = heard(text).danger
    assert quotes
    assert all(quote in text for quote in quotes)


HOSTILE = ("assurance vie ", "mieux ", "n'en ", "a", "a ", "le pont saute ", "me ", ". ", "pas plus ", "j j ", "fusil ")


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    once, ten = piece * (2_000 // len(piece)), piece * (20_000 // len(piece))
    assert _seconds(ten) < 40 * _seconds(once) + 0.2


def _seconds(text: str) -> float:
    start = perf_counter()
    heard(text)
    return perf_counter() - start
