"""What a story is about, against a small catalogue of its own."""

from typing import cast

import pytest

from care_triage.triage.danger import Listener
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.learning import Model, passages_of
from care_triage.triage.types import Action
from care_triage.triage.understanding import MOST_READINGS, Understander
from care_triage.triage.words import plain, stems
from tests.support.understanding import learnt_from

DOOR = {"name": "SignalConso", "what": "Signaler."}
SUBJECTS = {
    "dette-urssaf": ["je dois de l'argent à l'urssaf", "mes cotisations sont en retard"],
    "client-impaye": ["un client ne paie pas ma facture", "impayé d'un gros client"],
    "recruter": ["je cherche un salarié", "comment embaucher un apprenti"],
    "detresse": ["je n'en peux plus", "je ne dors plus"],
}
REDIRECTS = {
    "consommateur": ["j'ai acheté un canapé jamais livré", "le vendeur refuse de rembourser mon achat"],
    "publicite": ["nous proposons un référencement premium à prix cassé"],
}
WORDS = [(slug, text) for said in (SUBJECTS, REDIRECTS) for slug, texts in said.items() for text in texts]
DOCUMENT = RuleSetDocument.from_dict(
    {
        "vocabulary": [
            {"name": "activity", "kind": "enum", "label": "Activité",
             "values": [{"code": "artisanat", "label": "Artisanat"}, {"code": "commerce", "label": "Commerce"}]},
            {"name": "employees", "kind": "integer", "label": "Salariés"},
        ],
        "themes": [{"slug": "tout", "label": "Tout"}],
        "subjects": [
            {"slug": slug, "theme": "tout", "label": slug.replace("-", " "), "description": "Aide.",
             "human_now": slug == "detresse"}
            for slug in SUBJECTS
        ],
        "redirects": [
            {"slug": "consommateur", "label": "Je suis client", "door": DOOR, "private": True},
            {"slug": "publicite", "label": "Publicité", "door": DOOR, "action": "refuse"},
        ],
        "rules": [],
        "collective": {"name": "C", "short_name": "C", "description": "C", "phone": "1", "email": "c@exemple.fr",
                       "departments": ["42"], "opening": "mon-fri 09:00-12:00", "hours_text": "Le matin"},
    }
)  # fmt: skip
UNDERSTANDER = Understander(DOCUMENT, learnt_from(DOCUMENT, WORDS), Listener(None))


@pytest.mark.parametrize(
    ("story", "subject"),
    [
        ("J’ai des cotisations Urssaf en retard", "dette-urssaf"),
        ("URSAFF me réclame de l'argent", "dette-urssaf"),
        ("mes cotisatoins sont en retard", "dette-urssaf"),
        ("mon client ne veut pas payer sa facture", "client-impaye"),
        ("Je voudrais embaucher", "recruter"),
        ("my customer did not pay the invoice", "client-impaye"),
    ],
)
def test_the_best_subject_comes_first_with_the_words_that_decided(story: str, subject: str) -> None:
    found = UNDERSTANDER.understand(story)
    assert found.action is Action.ROUTE
    assert found.readings[0].subject == subject
    assert found.readings[0].words
    assert 0 < found.readings[0].score <= 1


@pytest.mark.parametrize("story", ["", "xyzzy plugh", "bonjour", "🙂", "1234 5678", "a " * 3000])
def test_a_story_without_known_words_asks_the_owner_to_choose(story: str) -> None:
    found = UNDERSTANDER.understand(story)
    assert found.action is Action.CLARIFY
    assert found.redirect is None


def test_another_door_is_shown_when_it_is_clearly_the_better_one() -> None:
    found = UNDERSTANDER.understand("j'ai acheté une table, jamais livrée, le vendeur refuse de rembourser")
    assert (found.action, found.redirect) == (Action.REDIRECT, "consommateur")


class _Reads:
    """A model that reads the same shares in every story."""

    def __init__(self, shares: dict[str, float], pulls: dict[int, float] | None = None) -> None:
        self._shares, self._pulls = shares, pulls or {}

    def find(self, _key: int) -> tuple[int, float]:
        return 0, 1.0

    def shares(self, _found: object) -> dict[str, float]:
        return self._shares

    def pull(self, _found: object, _label: str) -> dict[int, float]:
        return self._pulls


def test_a_word_that_pulls_little_beside_the_strongest_did_not_decide() -> None:
    model = cast(Model, _Reads({"recruter": 1.0}, {0: 2.0, 1: 0.6, 2: 0.4, 3: -1.0}))
    found = Understander(DOCUMENT, model, Listener(None)).understand("apprenti boulanger lundi banque")
    assert found.readings[0].words == ("apprenti", "boulanger")


@pytest.mark.parametrize(
    ("share", "story", "redirect"),
    [
        (0.8, "le vendeur refuse de rembourser", "consommateur"),
        (0.8, "je suis boulanger, le vendeur refuse de rembourser", None),
        (0.95, "je suis boulanger, le vendeur refuse de rembourser", "consommateur"),
    ],
)
def test_who_tells_a_trade_of_their_own_is_seldom_sent_to_a_private_persons_door(
    share: float, story: str, redirect: str | None
) -> None:
    model = cast(Model, _Reads({"consommateur": share, "client-impaye": 1 - share}))
    assert Understander(DOCUMENT, model, Listener(None)).understand(story).redirect == redirect


def test_advertising_is_refused() -> None:
    found = UNDERSTANDER.understand("référencement premium à prix cassé pour votre site")
    assert (found.action, found.redirect) == (Action.REFUSE, "publicite")


def test_nobody_in_danger_is_sent_to_another_door() -> None:
    found = UNDERSTANDER.understand("le vendeur refuse de rembourser mon achat, je veux mourir")
    assert found.redirect is None
    assert (found.danger, found.distress, found.human_now) == (True, True, True)


def test_distress_alone_is_told_from_danger() -> None:
    found = UNDERSTANDER.understand("mes cotisations urssaf sont en retard, j'ai honte")
    assert (found.danger, found.distress, found.human_now) == (False, True, False)
    assert found.facts == {"owner_distress": True}


def test_distress_that_is_the_subject_calls_for_a_person_now() -> None:
    assert UNDERSTANDER.understand("je ne dors plus, je n'en peux plus").human_now


def test_no_more_is_proposed_than_a_person_can_read() -> None:
    everything = " ".join(phrase for phrases in SUBJECTS.values() for phrase in phrases)
    assert len(UNDERSTANDER.understand(everything).readings) <= MOST_READINGS


def test_understanding_is_the_same_every_time() -> None:
    story = "un client ne paie pas, et l'urssaf réclame"
    assert UNDERSTANDER.understand(story) == Understander(
        DOCUMENT, learnt_from(DOCUMENT, WORDS), Listener(None)
    ).understand(story)


def test_words_are_compared_without_accents_case_or_punctuation() -> None:
    assert plain("  Œuvre, ÉTÉ… l’État ! ") == "oeuvre ete l etat"
    assert stems("Les DETTES") == stems("la dette")


def test_a_story_of_several_parts_is_read_two_by_two() -> None:
    first, second, third = "je tiens un bar à Roanne", "la banque ferme mon compte", "et mon apprenti ne vient plus"
    assert passages_of(first) == (first,)
    assert len(passages_of(f"{first}. {second}")) == 2
    assert [second in passage for passage in passages_of(f"{first}. {second}. {third}")] == [True, True]
