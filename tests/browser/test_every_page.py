"""Every page that a person reaches by links: accessible, titled, as narrow as a phone, quiet in the console."""

from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from care_triage.demo.people import COORDINATOR
from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.owner import Owner
from tests.browser.walk import Walk, examine, routes

_PUBLIC = ("/", "/style", "/connexion", "/mot-de-passe", "/courrier", "/accessibilite", "/donnees-personnelles")
# A phone by day, a laptop by night.
_SCREENS = pytest.mark.parametrize(("size", "theme"), [("narrow", "light"), ("desktop", "dark")], indirect=["size"])
# Files, what forms ask for, and what a replay or a quarrel over a rule leads to.
_BY_NO_LINK = {
    "/espace/dossiers/ouvrir",
    "/espace/dossiers/<int:case_id>/documents/<int:document_id>",
    "/espace/dossiers/<int:case_id>/rendez-vous/<int:appointment_id>.ics",
    "/espace/regles/exporter/<form>",
    "/espace/regles/projets/<int:draft_id>/conflits",
    "/espace/regles/projets/<int:draft_id>/rejeu/<int:replay_id>/cas/<int:need_id>",
    "/espace/regles/projets/<int:draft_id>/verification",
}
# The demonstration has no partner's site and holds nothing back; other tests bring both about, before this or after.
_PERHAPS = {
    "/espace/sites/<slug>",
    "/espace/tri/dossiers/<int:case_id>/porte",
    "/espace/tri/dossiers/<int:case_id>/proposition",
}
# Pages that the coordinator's walk has seen already are not walked again.
_OTHERS = ("urssaf.roanne@example.org", "urssaf.manager@example.org", "telephone@example.org")


@_SCREENS
def test_a_visitor_finds_no_page_that_fails(page: Page, accessible: Check, theme: str) -> None:
    page.goto(f"/?theme={theme}")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)
    Walk(page, partial(examine, accessible=accessible)).start(_PUBLIC)


@_SCREENS
def test_a_coordinator_reaches_every_page_and_none_fails(
    page: Page, accessible: Check, browse: Browse, theme: str
) -> None:
    # The triage desk has something to decide.
    owner = Owner(browse("phone"))
    owner.file("Je dois de l’argent à l’Urssaf.", "dette-urssaf", "Brest 29200")
    owner.expect_to_read("étudie votre demande")
    walk = _walk(page, accessible, COORDINATOR, theme, {"everyone"})
    unseen = {route.rule for route in routes() if "coordinator" in route.audience} - walk.rules
    assert unseen - _PERHAPS == _BY_NO_LINK


@_SCREENS
@pytest.mark.parametrize("email", _OTHERS)
def test_nobody_who_signs_in_finds_a_page_that_fails(page: Page, accessible: Check, theme: str, email: str) -> None:
    _walk(page, accessible, email, theme, {"everyone", "signed-in"})


def _walk(page: Page, accessible: Check, email: str, theme: str, without: set[str]) -> Walk:
    page.goto(f"/connexion?theme={theme}")
    Colleague(page).sign_in(email)
    walk = Walk(page, partial(examine, accessible=accessible), frozenset(without))
    walk.start([urlsplit(page.url).path])
    return walk
