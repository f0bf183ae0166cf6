"""Every mail, written in both languages and in both forms."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from care_triage import create_app
from care_triage.cases.types import Outcome, ReferralRole
from care_triage.notifications.policy import discreet
from care_triage.notifications.types import Address, Kind, Label, Letter, Line, Matter, WrittenMail
from care_triage.notifications.wording import WORDINGS
from care_triage.notifications.writing import write
from tests.support.installations import configuration

URL = "https://care.example.org/suivi/abc?a=1&b=2"
AT = datetime(2030, 3, 5, 9, 30, tzinfo=UTC)
LABEL = Label("Je dois de l’argent à l’Urssaf", "I owe money to Urssaf")
LINES = tuple(Line(LABEL, "Urssaf <Loire>", role, AT) for role in ReferralRole)
FULL = Matter("K7FQ-3M9D", True, LINES, "Urssaf <Loire>", "Nadia B.", Outcome.HELPED, date(2030, 3, 9), AT)
ABOUT_CASES = [kind for kind in Kind if not kind.startswith(("person_", "rules_", "draft_"))]


@pytest.fixture(autouse=True)
def context(tmp_path: Path) -> Iterator[Flask]:
    """An application without a database."""
    app = create_app(configuration("sqlite://", "unix:///nowhere", tmp_path))
    with app.app_context():
        yield app


def written(kind: Kind, matter: Matter = FULL, locale: str = "fr") -> WrittenMail:
    """A mail of this kind."""
    return write(Letter("key", kind, Address("owner", "a@exemple.fr", locale), URL, matter, 1))


def test_every_kind_has_its_wording() -> None:
    assert set(WORDINGS) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_text_and_html_say_the_same(kind: Kind) -> None:
    mail = written(kind)
    plain = re.sub(r"<[^>]+>", " ", mail.html.partition("<body>")[2]).replace("&lt;", "<").replace("&gt;", ">")
    for line in filter(None, mail.text.splitlines()):
        if URL not in line and line != "-- ":
            assert " ".join(line.removeprefix("- ").split()) in " ".join(plain.split())
    assert (URL in mail.text) is (URL.replace("&", "&amp;") in mail.html)


@pytest.mark.parametrize("kind", ABOUT_CASES)
def test_a_subject_line_has_the_reference_and_nothing_of_the_problem(kind: Kind) -> None:
    subject = written(kind).subject
    assert "K7FQ-3M9D" in subject
    assert "Urssaf" not in subject
    assert len(subject) < 100


@pytest.mark.parametrize("kind", ABOUT_CASES)
def test_a_mail_about_a_confidential_need_says_reference_and_link_only(kind: Kind) -> None:
    mail = written(kind, discreet(FULL))
    for text in (mail.subject, mail.text, mail.html):
        assert "Urssaf" not in text
        assert "Nadia" not in text
        assert "confidentiel" not in text.lower()
    assert "K7FQ-3M9D" in mail.text
    # Whoever no longer follows a case gets no link to it.
    assert (URL in mail.text) is (kind is not Kind.HELPER_ENDED)


@pytest.mark.parametrize("kind", Kind)
def test_nothing_is_left_unfilled(kind: Kind) -> None:
    for matter in (FULL, discreet(FULL)):
        mail = written(kind, matter)
        assert "%(" not in mail.subject + mail.text + mail.html
        assert "None" not in mail.text


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_sentence_and_what_comes_next(outcome: Outcome) -> None:
    text = written(Kind.OWNER_CLOSED, Matter("K7FQ-3M9D", lines=LINES[:1], unit="Urssaf", outcome=outcome)).text
    assert "Urssaf" in text
    assert len(text.split("\n\n")) >= 5


def test_the_language_is_that_of_the_recipient() -> None:
    french, english = written(Kind.OWNER_SENT), written(Kind.OWNER_SENT, locale="en")
    assert '<html lang="fr">' in french.html
    assert LABEL.fr in french.text
    assert "mardi 5 mars" in french.text
    assert '<html lang="en">' in english.html
    assert LABEL.en in english.text
    assert "Tuesday 5 March" in english.text


def test_a_unit_that_is_only_informed_is_asked_for_nothing() -> None:
    informed = Matter("K7FQ-3M9D", lines=LINES[2:])
    assert "aucune réponse n’est attendue" in written(Kind.UNIT_RECEIVED, informed).text
