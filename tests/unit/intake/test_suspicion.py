"""What looks like a machine or an advert, and what must never be held."""

from dataclasses import replace

import pytest

from care_triage.intake.suspicion import HELD_FROM, Sign, Traces, fingerprint, suspicion

OWNER = Traces(
    "Je dois quatre mois de cotisations à l’Urssaf et je n’arrive plus à payer mes fournisseurs.", seconds=80
)


def test_an_ordinary_story_is_not_suspicious() -> None:
    assert suspicion(OWNER) == suspicion(replace(OWNER, seconds=None))
    assert suspicion(OWNER).score == 0


@pytest.mark.parametrize(
    "change",
    [
        {"seconds": 0.5},
        {"from_address": 500},
        {"advert": True},
        {"same_lately": 1},
        {"story": "Моя компания в Лионе больше не может платить налоги, помогите мне пожалуйста."},
        {"story": "Regardez ma boutique https://www.exemple.fr, plus personne ne commande."},
    ],
)
def test_no_small_sign_alone_holds_a_request(change: dict[str, object]) -> None:
    found = suspicion(replace(OWNER, **change))  # type: ignore[arg-type]
    assert 0 < found.score < HELD_FROM


@pytest.mark.parametrize(
    "change",
    [
        {"trapped": True},
        {"same_lately": 3},
        {"seconds": 1.0, "advert": True},
        {"story": "Best SEO service, backlinks http://a.example http://b.example http://c.example"},
        {"story": "casino bonus https://x.example [url=https://y.example]ici[/url] https://z.example"},
    ],
)
def test_a_trap_a_flood_or_several_signs_hold_it(change: dict[str, object]) -> None:
    found = suspicion(replace(OWNER, **change))  # type: ignore[arg-type]
    assert found.is_held
    assert found.signs


def test_whoever_suffers_is_never_held() -> None:
    worst = Traces("casino https://a.example https://b.example https://c.example", trapped=True, seconds=0.1,
                   advert=True, same_lately=9, from_address=99, suffering=True)  # fmt: skip
    assert not suspicion(worst).is_held
    assert suspicion(replace(worst, suffering=False)).signs[0] in (Sign.TRAP, Sign.SEEN_OFTEN)


def test_a_fingerprint_sees_through_case_accents_and_figures_and_leaves_short_texts_alone() -> None:
    advert = "Bonjour, nous vous proposons un référencement garanti pour 99 euros par mois, répondez vite à ce message, sans engagement, et votre boutique sera la première de toutes."
    assert fingerprint(advert) == fingerprint(advert.upper().replace("99", "149").replace("é", "e").replace("É", "E"))
    assert fingerprint(advert) != fingerprint(advert + " Autre chose tout à fait.")
    assert fingerprint("Je dois de l’argent à l’Urssaf.") == ""
