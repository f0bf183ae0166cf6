"""The owner's firm at the front door: found, corrected, or not; never a dead end."""

from collections.abc import Iterator

import pytest
from flask import Flask

from care_triage.firms.service.import_stock import load_sample
from care_triage.intake.queries import get_draft
from care_triage.intake.types import Answers
from tests.support.firms_service import FakeService, result, serving
from tests.support.owner import Owner

_BAKER = "99999100300016"
_STORY = "Je dois quatre mois de cotisations à l’Urssaf."


@pytest.fixture
def owner(stocked_app: Flask) -> Owner:
    """An owner, with the invented register loaded."""
    with stocked_app.app_context():
        load_sample(lambda _stage, _summary: None)
    return Owner(stocked_app.test_client())


@pytest.fixture
def service(stocked_app: Flask) -> Iterator[FakeService]:
    """The public search, in an installation that may call it and has no register."""
    with serving() as fake:
        stocked_app.config["FIRMS_API"] = fake.address
        yield fake
        stocked_app.config["FIRMS_API"] = ""
        stocked_app.extensions.pop("care_firms_client", None)


def _answers(owner: Owner) -> Answers:
    with owner.client.application.app_context():
        return get_draft(owner.token).answers


def _start(owner: Owner) -> Owner:
    owner.tell(_STORY).choose("dette-urssaf")
    assert owner.place.endswith("/entreprise")
    return owner


def test_without_a_register_nobody_is_asked(stocked_app: Flask) -> None:
    owner = Owner(stocked_app.test_client()).tell(_STORY).choose("dette-urssaf")
    assert not owner.place.endswith("/entreprise")
    answer = owner.client.get(f"/demande/{owner.token}/entreprise")
    assert answer.status_code == 303


def test_a_name_finds_the_firm_and_spares_questions(owner: Owner) -> None:
    _start(owner)
    page = owner.page("entreprise?q=fournil+leon")
    assert "Au Fournil de Léon (BOULANGERIE MARCHENOIR)" in page
    assert "Boulangerie et boulangerie-pâtisserie" in page
    owner.post("entreprise", {"do": "choose", "siret": _BAKER})
    page = owner.page()
    assert "d’après le registre" in page
    assert "Votre activité : Artisanat" in page
    assert "Nombre de salariés : 6 à 9" in page
    owner.post("entreprise", {"do": "keep", "kept": ["lieu", "naf", "activity", "legal_form", "employees"]})

    known = _answers(owner)
    assert (known.siret, known.company_name, known.commune) == (_BAKER, "BOULANGERIE MARCHENOIR", "42187")
    assert known.told_facts["activity"] == "artisanat"
    assert known.told_facts["legal_form"] == "sarl"
    assert "naf2:10.71C" in known.told_facts["naf"]
    assert "naf2:C" in known.told_facts["naf"]
    seen = []
    while "/question/" in owner.place:
        seen.append(owner.place.rpartition("/")[2])
        owner.post(f"question/{seen[-1]}", {"skip": "1"})
    assert not {"activity", "legal_form", "employees"} & set(seen)
    assert owner.place.endswith("/contact")
    page = owner.introduce(company_name=known.company_name, siret=known.siret).page()
    assert "d’après le registre" in page
    assert owner.send()


def test_what_is_no_longer_right_is_dropped_and_asked(owner: Owner) -> None:
    _start(owner)
    owner.post("entreprise", {"do": "choose", "siret": _BAKER})
    owner.post("entreprise", {"do": "keep", "kept": ["lieu", "naf", "legal_form"]})
    assert "activity" not in _answers(owner).told_facts
    assert _answers(owner).told_facts["legal_form"] == "sarl"
    assert "Votre activité : Artisanat" in owner.page("entreprise")


def test_what_the_owner_says_is_above_the_register(owner: Owner) -> None:
    _start(owner)
    owner.post("entreprise", {"do": "choose", "siret": _BAKER})
    answers = _answers(owner).answer("legal_form", "sas")
    assert answers.told_facts["legal_form"] == "sas"
    assert "legal_form" not in answers.answer("legal_form", None).told_facts


def test_a_place_that_was_told_stays_until_the_owner_says_otherwise(owner: Owner) -> None:
    owner.tell("Je suis boulanger à Feurs, je dois de l’argent à l’Urssaf.")
    owner.post("sujets", {"subjects": ["dette-urssaf"], "told": ["lieu"], "told_shown": "1"})
    owner.post("entreprise", {"do": "choose", "siret": _BAKER})
    assert _answers(owner).commune == "42094"
    assert "Vous avez indiqué Feurs" in owner.page("entreprise")
    owner.post("entreprise", {"do": "keep", "kept": ["lieu"]})
    assert _answers(owner).commune == "42187"


def test_the_wrong_firm_is_left_with_everything_it_brought(owner: Owner) -> None:
    _start(owner)
    owner.post("entreprise", {"do": "choose", "siret": _BAKER})
    owner.post("entreprise", {"do": "forget"})
    known = _answers(owner)
    assert (known.firm, known.siret, known.company_name, known.commune) == ({}, "", "", "")


@pytest.mark.parametrize("do", ["skip", "", "nonsense"])
def test_it_can_always_be_passed_over(owner: Owner, do: str) -> None:
    _start(owner)
    owner.post("entreprise", {"do": do})
    assert not owner.place.endswith("/entreprise")
    assert owner.answer().locate().introduce().send()


@pytest.mark.parametrize("siret", ["", "12", "99999100300017", "73282932000074", "x" * 500])
def test_a_number_of_nobody_only_shows_the_box_again(owner: Owner, siret: str) -> None:
    _start(owner)
    owner.post("entreprise", {"do": "choose", "siret": siret})
    assert "Retrouvons votre entreprise" in owner.page()


def test_closed_and_unpublished_firms_are_shown_as_such(owner: Owner) -> None:
    _start(owner)
    assert "fermé" in owner.page("entreprise?q=disquaire+sillon")
    assert "Nous ne trouvons pas cette entreprise" in owner.page("entreprise?q=hidden")


def test_the_public_search_is_asked_where_no_register_is_loaded(stocked_app: Flask, service: FakeService) -> None:
    service.results = [result(1, "ATELIER DU GIER")]
    owner = _start(Owner(stocked_app.test_client()))
    assert "ATELIER DU GIER" in owner.page("entreprise?q=atelier")
    owner.post("entreprise", {"do": "choose", "siret": service.results[0]["siege"]["siret"]})
    assert _answers(owner).firm["source"] == "api"
    assert _answers(owner).commune == "42187"


def test_a_silent_service_lets_the_owner_go_on(stocked_app: Flask, service: FakeService) -> None:
    service.bad = [(500, {}, b"")] * 9
    owner = _start(Owner(stocked_app.test_client()))
    assert "ne répond pas en ce moment" in owner.page("entreprise?q=atelier")
    owner.post("entreprise", {"do": "skip"})
    assert owner.answer().locate().introduce().send()
