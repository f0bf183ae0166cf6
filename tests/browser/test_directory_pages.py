"""Pages of the directory: accessible and as narrow as a phone, for a coordinator who sees every button."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from care_triage.demo.people import COORDINATOR, PASSWORD
from tests.browser.follow import follow

_PAGES = (
    "?q=urssaf",
    "?q=zzzz",
    "/competence?kind=urssaf&commune=Tarare",
    "/competence?kind=urssaf&commune=Savigny",
    "/nouveau",
    "/1",
    "/1/modifier",
    "/1/responsables",
    "/antennes/1",
    "/antennes/1/modifier",
    "/antennes/1/absences",
    "/antennes/1/territoires?q=roanne",
    "/antennes/1/personnes",
)


@pytest.fixture
def coordinator(page: Page) -> Page:
    """A browser signed in as the coordinator of the demonstration."""
    page.goto("/connexion")
    page.get_by_label("Adresse mail").fill(COORDINATOR)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Se connecter"))
    page.wait_for_url(lambda url: "/connexion" not in url)
    return page


def test_every_page_of_the_directory_is_accessible_and_fits(
    coordinator: Page, accessible: Callable[[Page], None]
) -> None:
    for path in _PAGES:
        coordinator.goto(f"/espace/partenaires{path}")
        accessible(coordinator)
        assert coordinator.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_a_commune_is_proposed_while_it_is_typed_and_its_unit_is_explained(coordinator: Page) -> None:
    coordinator.goto("/espace/partenaires/competence")
    coordinator.get_by_label("Nature du partenaire").select_option("urssaf")
    coordinator.get_by_role("combobox", name="Commune").press_sequentially("savigny 6921")
    coordinator.get_by_role("listbox").get_by_text("Savigny").first.click()
    follow(coordinator.get_by_role("button", name="Chercher"))
    assert coordinator.get_by_role("heading", name="Savigny (69210, Rhône)").is_visible()
    assert coordinator.get_by_role("heading", name="Pourquoi").is_visible()
