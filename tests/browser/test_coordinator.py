"""A coordinator's work: the board, the triage desk, figures, and who covers what."""

import re

from playwright.sync_api import Page, expect

from care_triage.demo.people import COORDINATOR
from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.owner import Owner, until_read
from tests.browser.sizes import on

_DEBT = "J’ai trois trimestres de cotisations Urssaf en retard, la mise en demeure est arrivée."


@on("desktop")
def test_a_need_that_no_rule_placed_is_referred_by_hand_with_a_reason(
    page: Page, browse: Browse, accessible: Check
) -> None:
    owner = Owner(browse("phone"))
    reference = owner.file(_DEBT, "dette-urssaf", "Brest 29200", "Voiles du Ponant")
    coordinator = Colleague(page)
    coordinator.sign_in(COORDINATOR)
    until_read(page, "/espace/tri", reference)
    follow(page.get_by_role("link", name=re.compile(f"Orienter à la main.*{reference}")))
    page.get_by_label("Quel partenaire").select_option("urssaf")
    follow(page.get_by_role("button", name="Voir les antennes"))
    accessible(page)
    coordinator.answer("secteur Roanne", button="Confier ce besoin")
    expect(page.locator("#error-summary")).to_contain_text("Indiquez la raison")
    accessible(page)
    coordinator.answer("secteur Roanne", button="Confier ce besoin", note="Le siège va être transféré à Roanne.")
    expect(page.get_by_text("Le besoin est confié à")).to_be_visible()
    owner.expect_to_read("Transmise à Urssaf Rhône-Alpes, secteur Roanne")

    adviser = Colleague(browse())
    adviser.sign_in("urssaf.roanne@example.org")
    adviser.open_from_inbox(reference)
    expect(adviser.page.get_by_text("Le siège va être transféré à Roanne.").first).to_be_visible()


@on("desktop", "phone")
def test_the_board_is_filtered_by_words_and_choices_that_stay_in_the_address(page: Page) -> None:
    Colleague(page).sign_in(COORDINATOR)
    page.goto("/espace/tableau")
    page.get_by_label("Chercher").fill("passe-velours")
    follow(page.get_by_role("button", name="Filtrer"))
    rows = page.locator("main ol > li")
    expect(rows.first).to_contain_text("Atelier Passe-Velours")
    for row in rows.all():
        expect(row).to_contain_text("Passe-Velours")
    follow(page.get_by_role("navigation", name="Présentation").get_by_role("link", name="Colonnes"))
    expect(page.get_by_label("Chercher")).to_have_value("passe-velours")
    follow(page.get_by_role("link", name="Tout voir"))
    page.locator("summary", has_text="Plus de filtres").click()
    page.get_by_label("Dirigeant en détresse").check()
    follow(page.get_by_role("button", name="Filtrer"))
    expect(page).to_have_url(re.compile("detresse=1"))
    page.goto("/espace/tableau?q=introuvablissime")
    expect(page.get_by_text("Aucun dossier ne correspond")).to_be_visible()


@on("desktop")
def test_the_figures_count_those_who_wait_and_keep_what_was_chosen(page: Page) -> None:
    Colleague(page).sign_in(COORDINATOR)
    page.goto("/espace/chiffres")
    expect(page.locator("main")).to_contain_text("Délai médian")
    expect(page.locator("main")).to_contain_text("Sans réponse")
    page.get_by_label("Département").select_option("42")
    follow(page.get_by_role("button", name="Afficher"))
    expect(page).to_have_url(re.compile("departement=42"))
    expect(page.get_by_label("Département")).to_have_value("42")
    page.locator("summary", has_text="Voir le tableau").first.click()
    expect(page.get_by_role("table").first).to_be_visible()


@on("desktop", "phone")
def test_a_territory_is_added_to_a_unit_and_taken_back(page: Page, accessible: Check) -> None:
    Colleague(page).sign_in(COORDINATOR)
    page.goto("/espace/partenaires?q=apesa")
    follow(page.locator("main a[href*='/antennes/']").first)
    follow(page.get_by_role("link", name=re.compile("territoires", re.IGNORECASE)).first)
    page.get_by_label("Commune, intercommunalité").fill("Mâcon")
    follow(page.get_by_role("button", name="Chercher"))
    follow(page.get_by_role("button", name="Ajouter Mâcon").first)
    expect(page.get_by_role("button", name="Retirer Mâcon").first).to_be_visible()
    accessible(page)
    follow(page.get_by_role("button", name="Retirer Mâcon").first)
    expect(page.get_by_role("button", name="Retirer Mâcon")).to_have_count(0)
