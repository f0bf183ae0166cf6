"""Aids found by words, subject or operator."""

from datetime import date

from care_triage.guidance.policy import AidFilter, found, operators
from care_triage.partners.types import Status
from care_triage.triage.aids.spec import AidSpec
from care_triage.triage.records import Text

ON = date(2026, 11, 23)


def aid(slug: str, name: str, operator: str = "Urssaf", until: date | None = None) -> AidSpec:
    said = Text("…", "…")
    return AidSpec(slug, Text(name, name), Text(operator, f"{operator} (en)"), said, said, said,
                   ("dette-urssaf",), Status.VERIFIED, valid_until=until)  # fmt: skip


AIDS = (aid("fini", "Fonds d’urgence", until=date(2020, 12, 31)), aid("delai", "Délai de paiement"),
        aid("impot", "Remise d’impôts", "SIE"))  # fmt: skip


def slugs(**wanted: str) -> list[str]:
    return [each.slug for each in found(AIDS, AidFilter(**wanted), ON)]


def test_words_are_found_without_accents_and_by_their_beginning() -> None:
    assert slugs(words="IMPOT") == ["impot"]
    assert slugs(words="delai paie") == ["delai"]
    assert slugs(words="delai banane") == []


def test_what_is_over_comes_last_and_is_not_hidden() -> None:
    assert slugs() == ["delai", "impot", "fini"]


def test_an_operator_is_found_in_both_languages_and_listed_once() -> None:
    assert slugs(operator="SIE") == ["impot"]
    assert slugs(operator="SIE (en)") == ["impot"]
    assert operators(AIDS, "fr") == ["SIE", "Urssaf"]


def test_a_subject_that_no_aid_serves_finds_nothing() -> None:
    assert slugs(subject="exporter") == []
