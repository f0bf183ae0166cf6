"""What a person types is kept, and made safe to store."""

from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from care_triage.web.addresses import local_path
from care_triage.web.fields import ChecklistField, DayMonthYearField
from care_triage.web.forms import CareForm, error_list
from care_triage.web.text import clean, clean_line
from tests.unit.web.conftest import StoryForm


class DateForm(CareForm):
    """A date in three boxes and a check list."""

    since = DayMonthYearField("Depuis quand ?", [InputRequired("Indiquez une date.")])
    creditors = ChecklistField("À qui ?", choices=[SelectChoice("urssaf", "Urssaf"), SelectChoice("bank", "Banque")])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\x00b\x07c  ", "abc"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("e\u0301te\u0301", "été"),
        ("facture\u202egpj.exe", "facturegpj.exe"),
        ("👩‍🌾 مرحبا שלום", "👩‍🌾 مرحبا שלום"),
        ("\ud800 seul", "? seul"),
        ("colonne\tdeux", "colonne\tdeux"),
    ],
)
def test_text_is_cleaned_without_changing_what_it_says(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_cleaned_text_can_be_stored_and_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert "\x00" not in once
    assert clean(once) == once


def test_a_line_has_no_line_breaks() -> None:
    assert clean_line(" Jean \n  Dupont\u00a0") == "Jean Dupont"


def test_fields_are_cleaned_but_passwords_are_not(shell: Flask) -> None:
    data = {"story": " a\x00 ", "password": " pass ", "debts": "yes"}
    with shell.test_request_context("/formulaire", method="POST", data=data):
        form = StoryForm()
        assert form.story.data == "a"
        assert form.password.data == " pass "


def test_built_in_messages_are_french(shell: Flask) -> None:
    shell.config["WTF_CSRF_ENABLED"] = False
    with shell.test_request_context("/formulaire?lang=fr", method="POST", data={"debts": "yes"}):
        form = StoryForm()
        assert not form.validate()
        assert error_list(form) == [("story", "Ce champ est requis.")]


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [("24", "11", "2026", date(2026, 11, 24)), (" 1 ", "2", "26", date(2026, 2, 1))],
)
def test_a_date_in_three_boxes_is_read(shell: Flask, day: str, month: str, year: str, expected: date) -> None:
    data = {"since-day": day, "since-month": month, "since-year": year}
    with shell.test_request_context("/formulaire", method="POST", data=data):
        assert DateForm().since.data == expected


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"day": "31", "month": "2", "year": "2026"}, "n’existe pas"),
        ({"day": "x", "month": "2", "year": "2026"}, "n’existe pas"),
        ({"day": "3", "month": "", "year": "2026"}, "Il manque le mois"),
        ({"day": "9" * 30, "month": "2", "year": "99999999"}, "n’existe pas"),
        ({"day": "", "month": "", "year": ""}, "Indiquez une date."),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_keeps_what_was_typed(
    shell: Flask, parts: dict[str, str], message: str
) -> None:
    shell.config["WTF_CSRF_ENABLED"] = False
    data = {f"since-{part}": text for part, text in parts.items()}
    with shell.test_request_context("/formulaire?lang=fr", method="POST", data=data):
        form = DateForm()
        assert not form.validate()
        control, text = error_list(form)[0]
        assert control == "since-day"
        assert message in text
        assert form.since.part("year") == parts["year"][:10]


@pytest.mark.parametrize(
    "url", ["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "/a\tb", "evil", ""]
)
def test_an_address_elsewhere_is_not_followed(in_page: None, url: str) -> None:
    assert local_path(url) is None


def test_an_address_here_is_followed(in_page: None) -> None:
    assert local_path("/espace?tri=date") == "/espace?tri=date"
    assert local_path("http://localhost/espace") == "/espace"
