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
# Who sees which pages; the two busiest see them in the dark too.
_PEOPLE = (
    ("narrow", "light", COORDINATOR),
    ("desktop", "dark", COORDINATOR),
    ("narrow", "light", "urssaf.roanne@example.org"),
    ("desktop", "dark", "cci.lyon@example.org"),
    ("narrow", "light", "urssaf.manager@example.org"),
    ("narrow", "light", "administration@example.org"),
    ("narrow", "light", "telephone@example.org"),
    ("narrow", "light", "regles@example.org"),
)
# Files, and what forms ask for.
_BY_NO_LINK = {"/espace/dossiers/ouvrir", "/espace/dossiers/<int:case_id>/documents/<int:document_id>"}


@pytest.mark.parametrize(("size", "theme"), [("narrow", "light"), ("desktop", "dark")], indirect=["size"])
def test_a_visitor_finds_no_page_that_fails(page: Page, accessible: Check, theme: str) -> None:
    page.goto(f"/?theme={theme}")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)
    Walk(page, partial(examine, accessible=accessible)).start(_PUBLIC)


@pytest.fixture
def cases(browse: Browse) -> None:
    """Something to act on: a case for an adviser, and one for the triage desk."""
    owner = Owner(browse("phone"))
    for place in ("Roanne 42300", "Brest 29200"):
        owner.file("Je dois de l’argent à l’Urssaf.", "dette-urssaf", place)
        owner.expect_to_read("Transmise à" if "42" in place else "étudie votre demande")


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize(("size", "theme", "email"), _PEOPLE, indirect=["size"])
def test_nobody_who_signs_in_finds_a_page_that_fails(page: Page, accessible: Check, theme: str, email: str) -> None:
    page.goto(f"/connexion?theme={theme}")
    Colleague(page).sign_in(email)
    walk = Walk(page, partial(examine, accessible=accessible), without="everyone")
    walk.start([urlsplit(page.url).path])
    assert "/compte" in walk.rules
    if email == COORDINATOR:
        left = {route.rule for route in routes() if "coordinator" in route.audience} - walk.rules
        assert left == _BY_NO_LINK
