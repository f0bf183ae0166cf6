"""An owner finds their firm in the register, on a phone and on a desktop, with and without JavaScript."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from care_triage import create_app
from care_triage.infra.db import db
from tests.browser.axe import Check
from tests.browser.follow import follow
from tests.browser.owner import Owner
from tests.support.installations import configuration, run_command
from tests.support.site import serving

if TYPE_CHECKING:
    from tests.support.installations import Installations


@pytest.fixture(scope="module")
def address(
    _installations: "Installations", site_redis_url: str, _redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An installation of its own, with the invented register and no demo case."""
    folder = tmp_path_factory.mktemp("register")
    database = _installations.database("sqlite", "stocked")
    app = create_app(configuration(database.url, _redis_url, folder))
    run_command(app, "firms", "sample")
    with app.app_context():
        db.engine.dispose()
    with serving(database.url, site_redis_url, folder) as served:
        yield served
    database.written_elsewhere()


def _picture(page: Page, name: str) -> None:
    if folder := os.environ.get("CARE_PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]


def test_an_owner_finds_their_bakery_and_is_asked_less(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    owner.tell("Je dois quatre mois de cotisations à l’Urssaf.")
    owner.choose("dette-urssaf")
    expect(page.get_by_role("heading", name="Retrouvons votre entreprise")).to_be_visible()
    _picture(page, "firm-empty")
    page.get_by_label("Nom ou SIRET de votre entreprise").press_sequentially("fournil", delay=20)
    # As one types: nothing was sent by hand.
    expect(page.get_by_text("Au Fournil de Léon (BOULANGERIE MARCHENOIR)", exact=True)).to_be_visible()
    accessible(page)
    _picture(page, "firm-found")
    follow(page.get_by_role("button", name="C’est la mienne Au Fournil de Léon"))
    expect(page.get_by_label("Votre activité")).to_be_checked()
    accessible(page)
    _picture(page, "firm-chosen")
    page.get_by_label("Nombre de salariés").uncheck()
    owner.go_on()
    owner.know_nothing()
    # The place came with the firm.
    expect(page.get_by_label("Nom de l’entreprise")).to_have_value("BOULANGERIE MARCHENOIR")
    _picture(page, "firm-contact")


def test_a_firm_that_is_not_there_stops_nobody(page: Page) -> None:
    owner = Owner(page)
    owner.tell("Je dois quatre mois de cotisations à l’Urssaf.")
    owner.choose("dette-urssaf")
    page.get_by_label("Nom ou SIRET de votre entreprise").fill("zzz introuvable")
    page.get_by_role("button", name="Chercher", exact=True).click()
    expect(page.get_by_text("Nous ne trouvons pas cette entreprise")).to_be_visible()
    _picture(page, "firm-none")
    follow(page.locator("button[name=do][value=skip]"))
    expect(page.get_by_role("heading", name="Retrouvons votre entreprise")).not_to_be_visible()


def test_without_javascript_the_page_searches_by_itself(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    owner = Owner(page)
    owner.tell("Je dois quatre mois de cotisations à l’Urssaf.")
    owner.choose("dette-urssaf")
    page.get_by_label("Nom ou SIRET de votre entreprise").fill("martelin roanne")
    follow(page.get_by_role("button", name="Chercher", exact=True))
    expect(page.get_by_text("CHAUSSURES MARTELIN", exact=True)).to_be_visible()
    follow(page.get_by_role("button", name="C’est la mienne").first)
    expect(page.get_by_label("Lieu")).to_be_checked()
    context.close()
