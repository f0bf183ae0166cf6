"""A rule goes from a draft to a version: written, replayed, submitted, approved by somebody else, published, put back."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.sizes import on

_RULE = "urssaf-plan-refuse-cded"
_VERSIONS = "/espace/regles/versions"


def sign_in(page: Page, email: str) -> Page:
    Colleague(page).sign_in(email)
    return page


def begin(author: Page, title: str) -> str:
    """Begin a draft; gives its address."""
    author.goto(_VERSIONS)
    author.get_by_label("Nom du projet").fill(title)
    follow(author.get_by_role("button", name="Commencer"))
    author.wait_for_url(re.compile(r"/projets/\d+"))
    found = re.search(r"/espace/regles/projets/\d+", author.url)
    assert found is not None
    return found[0]


def test_every_page_is_accessible_and_fits(page: Page, accessible: Callable[[Page], None]) -> None:
    author = sign_in(page, "regles@example.org")
    draft = begin(author, "Lecture des pages")
    for path in (_VERSIONS, f"{_VERSIONS}/1", "/espace/regles/comparer", f"{draft}/vie", f"{draft}/conflits"):
        author.goto(path)
        accessible(author)
        assert author.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


@on("desktop")
def test_a_rule_is_published_by_a_second_person_and_put_back(
    page: Page, browse: Browse, accessible: Callable[[Page], None]
) -> None:
    author, approver = sign_in(page, "regles@example.org"), sign_in(browse(), "approbation@example.org")
    draft = begin(author, "Motif plus clair")
    author.goto(f"{draft}/regle/{_RULE}")
    author.get_by_label("Motif, en français").fill("Après un refus, un comité peut encore aider.")
    follow(author.get_by_role("button", name="Enregistrer"))
    expect(author.get_by_text("est enregistrée")).to_be_visible()
    author.goto(f"{draft}/rejeu")
    follow(author.get_by_role("button", name=re.compile("Rejouer|Lancer")).first)
    author.goto(f"{draft}/vie")
    follow(author.get_by_role("button", name="Soumettre pour approbation"))
    expect(author.get_by_text("une autre personne doit l’approuver").first).to_be_visible()
    approve(approver, draft)
    accessible(approver)
    follow(approver.get_by_role("button", name="Publier", exact=True))
    expect(approver.get_by_role("heading", level=1)).to_have_text(re.compile(r"Version \d+"))
    accessible(approver)
    follow(approver.get_by_role("link", name=re.compile(r"Comparer avec la version \d+")))
    expect(approver.get_by_text("Après un refus, un comité peut encore aider.")).to_be_visible()
    accessible(approver)
    author.goto(f"{_VERSIONS}/1")
    follow(author.get_by_role("button", name="Préparer le projet"))
    expect(author.get_by_text("1 règle modifiée").first).to_be_visible()
    follow(author.get_by_role("button", name="Abandonner ce projet"))
    expect(author.get_by_text("Il reste lisible")).to_be_visible()


def approve(approver: Page, draft: str) -> None:
    """Approve once the worker has replayed the draft."""
    button = approver.get_by_role("button", name="Approuver")
    for _attempt in range(40):
        approver.goto(f"{draft}/vie")
        if button.count():
            break
        approver.wait_for_timeout(500)
    button.click()
