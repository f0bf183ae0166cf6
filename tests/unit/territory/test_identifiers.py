"""SIREN, SIRET, telephone and activity codes as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_triage.territory.errors import InvalidCompanyNumber, InvalidNaf, InvalidPhone
from care_triage.territory.identifiers import (
    NafVersion,
    display_phone,
    display_siret,
    parse_naf,
    parse_phone,
    parse_siren,
    parse_siret,
)

SIRET = "73282932000074"


@pytest.mark.parametrize(
    "typed",
    [
        SIRET,
        "732 829 320 00074",
        "732.829.320.00074",
        "732\u00a0829\u202f320 00074",
        " 732-829-320-00074\n",
        "７３２８２９３２００００７４",
    ],
)
def test_a_siret_is_read_however_it_is_spaced(typed: str) -> None:
    assert parse_siret(typed) == SIRET


def test_establishments_of_la_poste_have_their_own_check() -> None:
    assert parse_siret("356 000 000 00048") == "35600000000048"
    assert parse_siret("35600000049837") == "35600000049837"
    with pytest.raises(InvalidCompanyNumber, match="clé de contrôle"):
        parse_siret("35600000049838")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Indiquez un numéro SIRET"),
        ("   ", "Indiquez un numéro SIRET"),
        ("7328293200007", "compte 14 chiffres.*saisi 13"),
        ("732829320000744", "saisi 15"),
        ("732829320", "sont le numéro SIREN"),
        ("73282932O00074", "que des chiffres"),
        ("😀", "que des chiffres"),
        ("73282932000079", "clé de contrôle"),
        ("77382932000074", "clé de contrôle"),
        ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "que des chiffres"),
    ],
)
def test_each_fault_of_a_siret_has_its_sentence(typed: str, said: str) -> None:
    with pytest.raises(InvalidCompanyNumber, match=said):
        parse_siret(typed)


def test_a_siren_is_read_alone_or_out_of_a_siret() -> None:
    assert parse_siren("732 829 320") == "732829320"
    assert parse_siren(SIRET) == "732829320"
    with pytest.raises(InvalidCompanyNumber, match="clé de contrôle"):
        parse_siren("732829321")
    with pytest.raises(InvalidCompanyNumber, match="compte 9 chiffres"):
        parse_siren("7328")


def test_a_siret_is_shown_in_groups() -> None:
    assert display_siret(SIRET).replace("\u00a0", " ") == "732 829 320 00074"


@given(st.integers(0, 13), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(place: int, shift: int) -> None:
    digit = (int(SIRET[place]) + shift) % 10
    wrong = f"{SIRET[:place]}{digit}{SIRET[place + 1 :]}"

    with pytest.raises(InvalidCompanyNumber):
        parse_siret(wrong)


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("04 77 12 34 56", "+33477123456"),
        ("04.77.12.34.56", "+33477123456"),
        ("+33 (0)4 77 12 34 56", "+33477123456"),
        ("0033477123456", "+33477123456"),
        ("06-12-34-56-78", "+33612345678"),
        ("0692 12 34 56", "+262692123456"),
        ("+41 22 730 21 11", "+41227302111"),
    ],
)
def test_a_telephone_number_is_kept_in_one_form(typed: str, e164: str) -> None:
    assert parse_phone(typed) == e164


@pytest.mark.parametrize(
    "typed", ["", "12", "3117", "abc", "04 77 12 34", "00 00 00 00 00", "+33", "9" * 500, "\u202e", "😀"]
)
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidPhone):
        parse_phone(typed)


def test_a_telephone_number_is_shown_the_way_its_country_does() -> None:
    assert display_phone("+33477123456").replace("\u00a0", " ") == "04 77 12 34 56"
    assert display_phone("+41227302111").replace("\u00a0", " ") == "+41 22 730 21 11"


@pytest.mark.parametrize(
    ("typed", "code", "version"),
    [
        ("56.10A", "56.10A", NafVersion.REV2),
        ("5610a", "56.10A", NafVersion.REV2),
        ("56.10 A", "56.10A", NafVersion.REV2),
        ("01.11Z", "01.11Z", NafVersion.REV2),
        ("01.11Y", "01.11Y", NafVersion.NAF2025),
        ("5611g", "56.11G", NafVersion.NAF2025),
    ],
)
def test_an_activity_code_says_its_nomenclature(typed: str, code: str, version: NafVersion) -> None:
    naf = parse_naf(typed)

    assert (str(naf), naf.version) == (code, version)


def test_an_activity_code_has_ancestors() -> None:
    assert parse_naf("56.10A").ancestors == ("56", "56.1", "56.10", "56.10A")
    assert parse_naf("56.10A").division == "56"


@pytest.mark.parametrize("typed", ["", "56", "56.10", "56.10X", "restaurant", "00.00Z", "5610AA", "56/10A"])
def test_what_is_no_activity_code_is_refused(typed: str) -> None:
    with pytest.raises(InvalidNaf):
        parse_naf(typed)
