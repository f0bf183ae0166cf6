"""Which passwords are good enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.accounts.policy import password_problem

_ADA = ("Ada Lovelace-Martin", "ada.lovelace@cci.example.org")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "court",
        "onze-signes",
        "aaaaaaaaaaaaaaaa",
        "123456789012345",
        "987654321098765",
        "azertyuiopqsdfgh",
        "qwertyuiop123456",
        "motdepasse2026!",
        "MotDePasse12345678",
        "Password1234567890",
        "careCARElyon2026",
        "Saint-Étienne42!!",
        "Lovelace20262026",
        "ada.lovelace@cci",
        "administrateur69",
        "Ada Lovelace Martin",
    ],
)
def test_what_would_be_guessed_is_refused(password: str) -> None:
    assert password_problem(password, _ADA) is not None


@pytest.mark.parametrize(
    "password",
    [
        "cheval pile agrafe correct",
        "Un-vélo bleu, 3 noix",
        "tournesol brique pluie",
        "xK7#pq9Lw2mZ",
        "日本語のとても長い合言葉です",
    ],
)
def test_length_is_enough_without_rules_on_kinds_of_characters(password: str) -> None:
    assert password_problem(password, _ADA) is None


def test_the_longest_password_has_a_limit_because_hashing_costs() -> None:
    assert password_problem("cheval pile agrafe " * 20) is not None


@given(st.text(max_size=300), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_gets_an_answer(password: str, known: list[str]) -> None:
    problem = password_problem(password, known)
    assert problem is None or problem.message.endswith(".")
