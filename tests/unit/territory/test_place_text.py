"""Taking apart what people type for a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.territory.place_text import AFTER, other_names, read_place, search_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("ST ETIENNE", "saint etienne"),
        ("Ste-Colombe", "sainte colombe"),
        ("L’Arbresle", "l arbresle"),
        ("Œuilly", "oeuilly"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("Chalon s/Saône", "chalon sur saone"),
        ("Château-Chinon (Ville)", "chateau chinon ville"),
        ("Lyon 3e Arrondissement", "lyon 3"),
        ("Paris 1er", "paris 1"),
        ("lyon 03", "lyon 3"),
        ("3", "3"),
        ("", ""),
        ("\u202e \u0000", ""),
    ],
)
def test_a_name_has_one_comparable_form(typed: str, name: str) -> None:
    assert search_name(typed) == name


@given(st.text(max_size=300))
def test_the_comparable_form_is_ascii_and_stable(text: str) -> None:
    name = search_name(text)

    assert name.isascii()
    assert search_name(name) == name
    assert all(letter < AFTER for letter in name)


@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text: str) -> None:
    place = read_place(text)

    assert place.postal_code == "" or len(place.postal_code) == 5
    assert len(place.shown) <= 400


@pytest.mark.parametrize(
    ("typed", "name", "code", "digits", "cedex"),
    [
        ("Roanne 42300", "roanne", "42300", "", False),
        ("42300, Roanne", "roanne", "42300", "", False),
        ("42300 ROANNE CEDEX 2", "roanne", "42300", "", True),
        ("Savigny (69210, Rhône)", "savigny", "69210", "", False),
        ("Saint-Denis (974)", "saint denis", "", "974", False),
        ("Ajaccio (2a)", "ajaccio", "", "2A", False),
        ("Lyon 3e", "lyon 3", "", "", False),
        ("Lyon 69", "lyon", "", "69", False),
        ("Roanne 42", "roanne", "", "42", False),
        ("42", "", "", "42", False),
        ("４２３００", "", "42300", "", False),
        ("42 300", "", "42300", "", False),
        ("423000", "423000", "", "", False),
        ("Bors (Canton de Charente-Sud)", "bors canton de charente sud", "", "", False),
    ],
)
def test_name_code_department_and_cedex_are_told_apart(
    typed: str, name: str, code: str, digits: str, cedex: bool
) -> None:
    place = read_place(typed)

    assert (place.name, place.postal_code, place.digits, place.cedex) == (name, code, digits, cedex)


def test_a_name_is_known_by_its_inner_words_too() -> None:
    assert other_names("l arbresle") == ("arbresle", ())
    assert other_names("saint etienne de saint geoirs") == ("", ("etienne de saint geoirs", "geoirs"))
