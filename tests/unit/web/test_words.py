"""Languages, dates and numbers as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from markupsafe import Markup

from care_triage.web import dates, templating
from care_triage.web.i18n import _, in_language, language, localized, ngettext

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [
        (
            datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
            "dans 2 jours, mardi 24 novembre à 10\u00a0h\u00a030",
            "Tuesday 24 November",
        ),
        (
            datetime(2026, 11, 22, 7, 0, tzinfo=UTC),
            "il y a 3 heures, dimanche 22 novembre à 8\u00a0h",
            "Sunday 22 November",
        ),
        (
            datetime(2026, 11, 21, 23, 30, tzinfo=UTC),
            "il y a 10 heures, dimanche 22 novembre à 0\u00a0h\u00a030",
            "Sunday",
        ),
        (date(2026, 11, 23), "demain, lundi 23 novembre", "Monday 23 November"),
        (date(2026, 12, 1), "dans 9 jours, mardi 1er décembre", "Tuesday 1 December"),
        (date(2027, 1, 4), "dans 43 jours, lundi 4 janvier 2027", "Monday 4 January 2027"),
    ],
)
def test_a_date_is_relative_and_absolute(shell: Flask, moment: date, french: str, english: str) -> None:
    with time_machine.travel(NOW, tick=False):
        with shell.test_request_context("/open?lang=fr"):
            element = str(dates.when(moment))
            assert element.startswith("<time datetime=")
            assert element.split(">")[1].removesuffix("</time") == french
        with shell.test_request_context("/open?lang=en"):
            assert english in dates.when(moment)


def test_no_date_is_a_dash(in_page: None) -> None:
    assert (dates.when(None), dates.day(None), dates.ago(None)) == ("—", "—", "—")


def test_numbers_are_written_the_french_way(shell: Flask) -> None:
    with shell.test_request_context("/open?lang=fr"):
        assert templating.number(1234567.5) == "1\u202f234\u202f567,5"
        assert templating.money(12450) == "12\u202f450\u00a0€"
        assert templating.money(3200.5) == "3\u202f200,50\u00a0€"
        assert templating.percent(0.256) == "26\u00a0%"
        assert templating.duration(timedelta(days=2, hours=3)) == "2 jours 3\u00a0h"
        assert templating.file_size(1_234_567) == "1,2\u00a0Mo"
    with shell.test_request_context("/open?lang=en"):
        assert templating.number(1234567.5) == "1,234,567.5"
        assert templating.money(12450) == "€12,450"


def test_a_french_number_dials(in_page: None) -> None:
    assert templating.phone_href("04 65 71 20 26") == "tel:+33465712026"
    assert templating.phone_href("3114") == "tel:3114"


def test_a_mail_address_breaks_after_its_sign_and_is_escaped() -> None:
    assert templating.mail_address("<a>@exemple.fr") == "&lt;a&gt;@<wbr>exemple.fr"


def test_typed_text_is_escaped_and_keeps_its_lines() -> None:
    assert templating.paragraphs("a<b>\nc\n\n\nd") == '<p dir="auto">a&lt;b&gt;<br>c</p><p dir="auto">d</p>'


def test_zero_is_singular_in_french(shell: Flask) -> None:
    with shell.test_request_context("/open?lang=fr"):
        assert ngettext("%(num)d dossier", "%(num)d dossiers", 0) == "0 dossier"
        assert ngettext("%(num)d dossier", "%(num)d dossiers", 2) == "2 dossiers"


def test_values_are_escaped_in_templates_and_a_percent_sign_alone_is_plain(in_page: None) -> None:
    text = render_template_string("{{ _('Bonjour %(name)s', name=name) }} {{ _('100 %') }}", name="<b>")
    assert text == "Bonjour &lt;b&gt; 100 %"
    assert _("<i>%(when)s", when=Markup("<time>x</time>")) == "&lt;i&gt;<time>x</time>"


@pytest.mark.parametrize(
    ("query", "accepted", "cookie", "expected"),
    [
        ("", "", "", "fr"),
        ("", "en-GB,en;q=0.8", "", "en"),
        ("", "de", "", "fr"),
        ("", "en", "fr", "fr"),
        ("?lang=en", "fr", "fr", "en"),
        ("?lang=xx", "", "", "fr"),
    ],
)
def test_the_language_is_chosen_then_remembered_then_negotiated(
    shell: Flask, query: str, accepted: str, cookie: str, expected: str
) -> None:
    headers = {"Accept-Language": accepted, "Cookie": f"care_lang={cookie}"}
    with shell.test_request_context(f"/open{query}", headers=headers):
        assert language() == expected


def test_a_choice_is_remembered_by_the_browser(visitor: FlaskClient) -> None:
    visitor.get("/open?lang=en&theme=dark")
    page = visitor.get("/open").text
    assert '<html lang="en"' in page
    assert 'data-bs-theme="dark"' in page


def test_a_letter_is_written_in_the_language_of_its_reader(shell: Flask) -> None:
    with shell.app_context():
        assert language() == "fr"
        with in_language("en"):
            assert language() == "en"
            assert localized("Urssaf impayée", "Unpaid Urssaf") == "Unpaid Urssaf"
        assert localized("Urssaf impayée", None) == "Urssaf impayée"
