"""The rulebook in a browser: an author reads the rules, asks a question, writes a rule and sees what is wrong with it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from care_triage.demo.people import PASSWORD
from tests.browser.follow import follow
from tests.browser.sizes import on

_AUTHOR = "regles@example.org"
_RULE = "urssaf-plan-refuse-cded"


@pytest.fixture
def author(page: Page) -> Page:
    """A browser signed in as the author of rules of the demonstration."""
    page.goto("/connexion")
    page.get_by_label("Adresse mail").fill(_AUTHOR)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Se connecter"))
    page.wait_for_url(lambda url: "/connexion" not in url)
    return page


@pytest.fixture
def draft(author: Page) -> str:
    """The address of a draft that nobody else writes in."""
    author.goto("/espace/regles/versions")
    author.get_by_label(re.compile("[Tt]itre|[Nn]om")).first.fill("Essai du navigateur")
    follow(author.get_by_role("button", name=re.compile("Commencer|Créer|Ouvrir")).first)
    author.wait_for_url(re.compile(r"/projets/\d+"))
    found = re.search(r"/espace/regles/projets/\d+", author.url)
    assert found is not None
    return found[0]


def test_every_page_is_accessible_and_fits(author: Page, draft: str, accessible: Callable[[Page], None]) -> None:
    paths = (
        "/espace/regles",
        "/espace/regles?sujet=theme:dettes&page=2",
        f"/espace/regles/regle/{_RULE}",
        "/espace/regles/essayer",
        "/espace/regles/essayer?sujet=dette-urssaf&insee=42187&f.legal_form=sarl",
        draft,
        f"{draft}/regle/{_RULE}",
        f"{draft}/regles/nouvelle",
        f"{draft}/constats",
        f"{draft}/essayer?sujet=dette-urssaf&insee=42187",
    )
    for path in paths:
        author.goto(path)
        accessible(author)
        assert author.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_a_question_in_words_is_answered(author: Page) -> None:
    author.goto("/espace/regles")
    author.get_by_label("Poser une question").fill("que devient un artisan de Roanne qui a une dette fiscale ?")
    follow(author.get_by_role("button", name="Répondre"))
    expect(author.get_by_role("heading", name="Qui reçoit la demande")).to_be_visible()
    expect(author.get_by_text("Services des impôts des entreprises, Roanne").first).to_be_visible()
    follow(author.get_by_role("link", name="Retirer : Commune"))
    expect(author.get_by_role("link", name="Retirer : Commune")).to_have_count(0)
    expect(author.get_by_role("link", name="Retirer : Sujet")).to_be_visible()


def test_an_author_writes_a_rule_and_sees_what_is_wrong_as_they_type(author: Page, draft: str) -> None:
    author.goto(f"{draft}/regle/{_RULE}")
    notes = author.locator("#row-notes")
    rank = author.get_by_role("textbox", name="Rang")
    rank.fill("beaucoup")
    expect(notes).to_contain_text("Un nombre entier est attendu")
    rank.fill("23")
    expect(notes).not_to_contain_text("Un nombre entier est attendu")
    author.get_by_role("group", name=re.compile("chéancier")).get_by_label("Accordé et respecté").check()
    follow(author.get_by_role("button", name="Enregistrer"))
    expect(author.get_by_text("est enregistrée")).to_be_visible()
    expect(author.get_by_label("Accordé et respecté")).to_be_checked()


@on("desktop")
def test_a_wrong_cell_keeps_what_was_typed_and_takes_focus(author: Page, draft: str) -> None:
    author.goto(f"{draft}/regle/{_RULE}")
    author.get_by_text("Case écrite (S-FEEL)").last.click()
    cell = author.get_by_role("textbox", name=re.compile("Case écrite")).last
    cell.fill('"refused" "broken"')
    follow(author.get_by_role("button", name="Enregistrer"))
    expect(author.locator("#error-summary")).to_be_focused()
    expect(author.locator("mark")).to_have_text('"')
    expect(author.get_by_role("textbox", name=re.compile("Case écrite")).last).to_have_value('"refused" "broken"')
