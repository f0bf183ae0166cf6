"""A replay in a browser: asked for, watched, read as a picture and as tables, one request on two sides."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from care_triage.demo.people import COORDINATOR
from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.sizes import on
from tests.browser.test_rule_publication import begin, sign_in

_RULES = ("decouvert-mediation", "publiques-ccsf", "facture-energie-artisan")


@on("desktop", "phone")
def test_an_author_sees_what_a_draft_does_to_the_past(
    page: Page, browse: Browse, accessible: Callable[[Page], None]
) -> None:
    author = sign_in(page, "regles@example.org")
    draft = begin(author, "Rejeu du navigateur")
    for rule in _RULES:
        author.goto(f"{draft}/regle/{rule}")
        author.get_by_label("Rôle", exact=True).select_option("inform")
        follow(author.get_by_role("button", name="Enregistrer"))
        expect(author.get_by_text("est enregistrée")).to_be_visible()
    author.goto(f"{draft}/rejeu")
    accessible(author)
    follow(author.get_by_role("button", name="Lancer le rejeu"))
    expect(author.get_by_role("heading", name="Qui pilote, avant et après")).to_be_visible()
    accessible(author)
    assert author.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    coordinator = browse()
    Colleague(coordinator).sign_in(COORDINATOR)
    coordinator.goto(f"{draft}/rejeu")
    follow(coordinator.get_by_role("link", name=re.compile("Voir les deux explications")).first)
    expect(coordinator.get_by_role("heading", name="Avec ce projet")).to_be_visible()
    accessible(coordinator)
    assert coordinator.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
