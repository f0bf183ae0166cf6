"""What the machine held back: a coordinator who has spoken with the owner, or read the words, decides on the page."""

import re

from playwright.sync_api import Page, expect

from care_triage.demo.people import COORDINATOR
from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.owner import Owner, until_read
from tests.browser.sizes import on
from tests.browser.walk import examine

_DANGER = "Je dois quatre trimestres à l’Urssaf. Tout le monde serait plus tranquille sans moi, la corde est prête."
_CONSUMER = "J’ai acheté une armoire sur internet, elle est arrivée cassée et le vendeur ne veut pas me rembourser."


def _file(page: Page, story: str, subject: str) -> tuple[Owner, str]:
    owner = Owner(page)
    return owner, owner.file(story, subject, "Roanne 42300", "Serrurerie Orsenne")


@on("desktop", "phone")
def test_whoever_spoke_with_the_owner_sends_what_the_machine_proposes(
    page: Page, browse: Browse, accessible: Check
) -> None:
    owner, reference = _file(browse("phone"), _DANGER, "dette-urssaf")
    Colleague(page).sign_in(COORDINATOR)
    until_read(page, "/espace/tri", reference)
    follow(page.get_by_role("link", name=re.compile(f"J’ai parlé avec la personne.*{reference}")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Décider après l’appel")
    expect(page.locator("main")).to_contain_text("secteur Roanne")
    examine(page, accessible)
    follow(page.get_by_role("button", name="Envoyer comme proposé"))
    expect(page.locator("#error-summary")).to_contain_text("Parlez d’abord avec la personne")
    page.get_by_label("J’ai parlé avec la personne").check()
    follow(page.get_by_role("button", name="Envoyer comme proposé"))
    expect(page.get_by_text("C’est envoyé, en votre nom.")).to_be_visible()
    owner.expect_to_read("Transmise à")


@on("phone")
def test_a_false_alarm_is_said_and_the_pages_calm_down(page: Page, browse: Browse, accessible: Check) -> None:
    owner, reference = _file(browse("phone"), _DANGER, "dette-urssaf")
    coordinator = Colleague(page)
    coordinator.sign_in(COORDINATOR)
    until_read(page, "/espace/tri", reference)
    coordinator.open(reference)
    expect(page.get_by_text("Une vie est peut-être en danger").first).to_be_visible()
    examine(page, accessible)
    follow(page.get_by_role("link", name="J’ai parlé avec la personne"))
    follow(page.get_by_role("button", name="Ce n’était pas un danger"))
    expect(page.get_by_text("personne n’était en danger").first).to_be_visible()
    owner.expect_to_read("Transmise à Urssaf Rhône-Alpes, secteur Roanne")
    expect(owner.page.locator("main")).not_to_contain_text("Vous n’êtes pas seul")


@on("phone")
def test_who_insists_hears_from_a_person_who_confirms_the_door(page: Page, browse: Browse, accessible: Check) -> None:
    owner = Owner(browse("phone"))
    owner.tell(_CONSUMER)
    follow(owner.page.get_by_role("button", name="Ce n’est pas cela : continuer ma demande"))
    owner.choose("je-ne-sais-pas")
    owner.know_nothing()
    owner.say_where("Roanne 42300")
    owner.give_contact()
    expect(owner.page.locator("main")).to_contain_text("Une personne du collectif lit cette demande")
    reference = owner.send()
    Colleague(page).sign_in(COORDINATOR)
    until_read(page, "/espace/tri", reference)
    follow(page.get_by_role("link", name=re.compile(f"Voir la proposition.*{reference}")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette demande est-elle pour nous ?")
    examine(page, accessible)
    follow(page.get_by_role("link", name="Confirmer cette porte et lui écrire"))
    expect(page.get_by_role("textbox").first).to_have_value(re.compile("SignalConso"))
    examine(page, accessible)
    follow(page.get_by_role("button", name="Écrire et terminer"))
    expect(page.get_by_text("La porte est confirmée.")).to_be_visible()
    owner.expect_to_read("SignalConso")
    expect(owner.page.locator("main")).to_contain_text("Une autre porte")
