"""Requests that come in otherwise: written for an owner, joined to an open one, held, perhaps a double; each page is looked at."""

import re
from functools import partial
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from care_triage.demo.people import COORDINATOR
from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.owner import Owner, until_read
from tests.browser.sizes import on
from tests.browser.walk import examine

_UNPAID = "Un client, une entreprise, ne me paie pas ses factures depuis trois mois."
_ADVERT = (
    "Offre exclusive : augmentez votre trafic, cliquez ici pour https://a.example https://b.example https://c.example "
    "casino bitcoin. Rachat de crédit sans justificatif."
)


@on("narrow")
def test_an_accountant_writes_for_an_owner_who_agrees_by_mail(page: Page, browse: Browse, accessible: Check) -> None:
    look = partial(examine, accessible=accessible)
    owner = Owner(page)
    owner.tell("Mon client, boulanger à Roanne, doit trois mois de cotisations à l’Urssaf.")
    owner.choose("dette-urssaf")
    owner.know_nothing()
    if "/lieu" in page.url:
        owner.say_where("Roanne 42300")
    page.get_by_label("Pour une entreprise que j’accompagne").check()
    owner.give_contact("Le Fournil")
    look(page)
    owner.go_on()
    expect(page.locator("#error-summary")).to_be_focused()
    look(page)
    page.locator("#helper_name").fill("Édith Marsanne")
    page.locator("#helper_email").fill("edith.marsanne@example.org")
    page.get_by_label("Son expert-comptable").check()
    page.get_by_label("Pas encore").check()
    owner.go_on()
    expect(page.locator("main")).to_contain_text("Nous demandons d’abord son accord au dirigeant.")
    look(page)
    reference = owner.send()
    expect(page.locator("main")).to_contain_text("On attend l’accord du dirigeant")
    look(page)

    _agree(browse("narrow"), reference, accessible)
    owner.expect_to_read("Transmise à")


def _agree(theirs: Page, reference: str, accessible: Check) -> None:
    """The owner reads the mail and says yes."""
    until_read(theirs, "/courrier", f"{reference} : quelqu’un a écrit pour vous".replace(" :", "\u00a0:"))
    follow(theirs.get_by_role("link", name=re.compile(f"{reference}.*quelqu’un a écrit pour vous")))
    examine(theirs, accessible)
    answer = theirs.locator("main a[href*='/mandat/']").get_attribute("href")
    assert answer
    theirs.goto(urlsplit(answer).path)
    examine(theirs, accessible)
    follow(theirs.get_by_role("button", name="Oui, je suis d’accord"))
    expect(theirs.get_by_text("Votre demande suit maintenant son cours.")).to_be_visible()
    examine(theirs, accessible)


@on("narrow")
def test_what_joins_is_held_or_perhaps_a_double_is_told_and_shown_at_the_desk(
    page: Page, browse: Browse, accessible: Check
) -> None:
    look = partial(examine, accessible=accessible)
    owner = Owner(page)
    _ask(owner, _UNPAID).send()
    owner.expect_to_read("Transmise à")
    follow(_ask(owner, f"{_UNPAID} Il ne répond plus.").page.get_by_role("button", name="Envoyer ma demande"))
    expect(page.get_by_role("heading", name="Votre demande est arrivée")).to_be_visible()
    look(page)

    other = Owner(browse("narrow"), "Bertrand Associé")
    _ask(other, _UNPAID).send()

    stranger = Owner(browse("narrow"), "Max Vente")
    stranger.tell(_ADVERT)
    if "/porte" in stranger.page.url:
        look(stranger.page)
        follow(stranger.page.get_by_role("button", name=re.compile("Ce n’est pas cela")))
    stranger.choose("client-impaye")
    stranger.know_nothing()
    stranger.say_where("Lyon 69002")
    stranger.give_contact()
    stranger.send()
    expect(stranger.page.locator("main")).to_contain_text("Une personne vérifie votre demande")
    look(stranger.page)

    desk = browse("narrow")
    Colleague(desk).sign_in(COORDINATOR)
    desk.goto("/espace/tri")
    for title in ("À vérifier avant d’orienter", "Peut-être le même dossier"):
        expect(desk.get_by_role("heading", name=title)).to_be_visible()
    look(desk)
    follow(desk.locator("article", has_text="Offre exclusive").get_by_role("button", name="Indésirable"))
    desk.locator("summary", has_text="indésirable").click()
    look(desk)


def _ask(owner: Owner, story: str) -> Owner:
    """Everything up to the review, for one and the same firm."""
    owner.tell(story)
    owner.choose("client-impaye")
    owner.know_nothing()
    owner.say_where("Roanne 42300")
    owner.page.locator("#siret").fill("999 991 003 00016")
    owner.give_contact("Atelier Deux-Fois")
    return owner


@on("narrow")
def test_who_is_late_is_told_what_was_done_meanwhile(page: Page, browse: Browse, accessible: Check) -> None:
    owner = Owner(browse("narrow"))
    reference = owner.file("Je dois quatre mois de cotisations à l’Urssaf.", "dette-urssaf", "Roanne 42300", "Le Tard")
    adviser = Colleague(page)
    adviser.sign_in("urssaf.roanne@example.org")
    adviser.open_from_inbox(reference)
    again, other = page.context.new_page(), browse("narrow")
    again.goto(page.url)
    Colleague(other).sign_in("urssaf.manager@example.org")
    other.goto(urlsplit(page.url).path)
    adviser.act("Accepter")
    Colleague(again).act("Accepter")
    expect(again.get_by_role("heading", name="C’est déjà fait")).to_be_visible()
    examine(again, accessible)
    Colleague(other).act("Accepter")
    expect(other.get_by_role("heading", name="Quelqu’un a été plus rapide")).to_be_visible()
    examine(other, accessible)
