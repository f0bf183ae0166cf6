"""What search engines are told."""

import re

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/accessibilite", "/mentions-legales", "/donnees-personnelles"])
def test_an_open_page_has_one_address_a_language(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)
    links = re.findall(r'<link rel="(canonical|alternate)"\s+(?:hreflang="([\w-]+)"\s+)?href="([^"]+)"', answer.text)
    base = visitor.application.config["PUBLIC_URL"]
    assert links == [
        ("canonical", "", f"{base}{path}"),
        ("alternate", "fr", f"{base}{path}?lang=fr"),
        ("alternate", "en", f"{base}{path}?lang=en"),
        ("alternate", "x-default", f"{base}{path}"),
    ]
    assert "X-Robots-Tag" not in answer.headers


def test_a_chosen_language_is_an_address_and_a_filter_is_none(visitor: FlaskClient) -> None:
    page = visitor.get("/accessibilite?lang=en&mots=banque").text
    assert '/accessibilite?lang=en">' in page
    assert re.search(r'rel="canonical"\s+href="[^"]+/accessibilite\?lang=en"', page)
    assert not re.search(r'rel="canonical"[^>]+banque', page)


@pytest.mark.parametrize("path", ["/owner", "/nowhere", "/style", "/closed"])
def test_what_is_not_for_everybody_stays_out(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert 'rel="canonical"' not in answer.text


def test_the_answer_to_a_form_has_no_address(visitor: FlaskClient) -> None:
    assert visitor.post("/formulaire", data={}).headers["X-Robots-Tag"] == "noindex"
