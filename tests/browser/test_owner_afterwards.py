"""Two owners on a phone: one chooses a moment and tells how it went; the other takes their data and goes."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from care_triage.infra import clock
from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.owner import Owner
from tests.browser.sizes import on
from tests.browser.walk import examine

_STORY = "Je dois quatre mois de cotisations à l’Urssaf et je n’arrive plus à payer."


@on("phone")
def test_an_owner_takes_their_data_changes_their_mind_and_comes_back(page: Page, accessible: Check) -> None:
    owner = Owner(page, name="Solène Bricourt", email="solene.bricourt@example.org")
    owner.file(_STORY, "dette-urssaf", "Roanne 42300")
    owner.expect_to_read("Transmise à")
    home = owner.private_path
    follow(page.get_by_role("link", name="Mes données et mes accès"))
    examine(page, accessible)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Télécharger mes données").click()
    assert re.fullmatch(r"CARE-.{9}\.zip", taken.value.suggested_filename)
    follow(page.get_by_role("link", name="Effacer mes données…"))
    examine(page, accessible)
    follow(page.get_by_role("button", name="Effacer mes données"))
    expect(page.get_by_role("alert").or_(page.locator(".error-summary")).first).to_be_visible()
    examine(page, accessible)
    page.get_by_label(re.compile("J’ai compris")).check()
    follow(page.get_by_role("button", name="Effacer mes données"))
    examine(page, accessible)
    follow(page.get_by_role("button", name="Garder mon dossier"))
    expect(page.get_by_text("Rien ne sera effacé")).to_be_visible()
    _withdraw_and_tell(page, accessible)
    page.goto(home)
    follow(page.get_by_role("link", name="Reprendre ma demande"))
    examine(page, accessible)
    page.locator("#reason").fill("J’ai changé d’avis.")
    follow(page.get_by_role("button", name="Reprendre ma demande"))
    expect(page.get_by_text("Votre demande est reprise.")).to_be_visible()
    examine(page, accessible)


def _withdraw_and_tell(page: Page, accessible: Check) -> None:
    follow(page.get_by_role("link", name="Retirer ma demande"))
    follow(page.get_by_role("button", name="Oui, retirer ma demande"))
    examine(page, accessible)
    follow(page.get_by_role("link", name="Dire comment cela s’est passé"))
    examine(page, accessible)
    page.get_by_label("Je n’ai pas reçu d’aide").check()
    follow(page.get_by_role("button", name="Envoyer ma réponse"))
    expect(page.get_by_text("C’est bien reçu")).to_be_visible()


@on("desktop")
def test_an_adviser_offers_moments_and_the_owner_chooses_one_on_a_phone(
    page: Page, browse: Browse, accessible: Check
) -> None:
    owner = Owner(browse("phone"))
    reference = owner.file(_STORY, "dette-urssaf", "Roanne 42300", "Atelier Passe-Velours")
    adviser = Colleague(page)
    adviser.sign_in("urssaf.roanne@example.org")
    adviser.open_from_inbox(reference)
    adviser.act("Accepter")
    adviser.act("Proposer un rendez-vous")
    examine(page, accessible)
    follow(page.get_by_role("button", name="Proposer ces moments"))
    expect(page.get_by_text("Proposez au moins un moment").first).to_be_visible()
    for number, days in ((1, 3), (2, 4)):
        page.locator(f"#day_{number}").fill((clock.today() + timedelta(days=days)).isoformat())
        page.locator(f"#hour_{number}").fill("10:30")
    follow(page.get_by_role("button", name="Proposer ces moments"))
    expect(page.get_by_text("2 moments proposés")).to_be_visible()
    accessible(page)
    owner.expect_to_read("Quel moment vous convient")
    examine(owner.page, accessible)
    owner.page.get_by_role("radio").first.check()
    follow(owner.page.get_by_role("button", name="Choisir ce moment"))
    expect(owner.page.get_by_text("Votre rendez-vous est fixé")).to_be_visible()
    examine(owner.page, accessible)
    with owner.page.expect_download() as taken:
        owner.page.get_by_role("link", name="Ajouter à mon agenda").click()
    assert taken.value.suggested_filename == "rendez-vous.ics"
    adviser.open(reference)
    expect(page.get_by_role("link", name="Fichier agenda")).to_be_visible()
    examine(page, accessible)


@on("phone")
def test_an_owner_who_lost_the_link_gets_another(page: Page, accessible: Check) -> None:
    page.goto("/suivi/perdu")
    examine(page, accessible)
    page.locator("#reference").fill("K7FQ-3M9D")
    follow(page.get_by_role("button", name="M’envoyer un nouveau lien"))
    expect(page.get_by_role("heading", name="Regardez vos mails")).to_be_visible()
    examine(page, accessible)
