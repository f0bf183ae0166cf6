"""Every page that a person reaches by links: accessible, titled, as narrow as a phone, quiet in the console."""

from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from care_triage.demo.people import COORDINATOR
from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.sizes import on
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
_BY_NO_LINK: set[str] = set()


@pytest.mark.parametrize(("size", "theme"), [("narrow", "light"), ("desktop", "dark")], indirect=["size"])
def test_a_visitor_finds_no_page_that_fails(page: Page, accessible: Check, theme: str) -> None:
    page.goto(f"/?theme={theme}")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)
    Walk(page, partial(examine, accessible=accessible)).start(_PUBLIC)


@pytest.mark.parametrize(("size", "theme", "email"), _PEOPLE, indirect=["size"])
def test_nobody_who_signs_in_finds_a_page_that_fails(page: Page, accessible: Check, theme: str, email: str) -> None:
    page.goto(f"/connexion?theme={theme}")
    Colleague(page).sign_in(email)
    walk = Walk(page, partial(examine, accessible=accessible), without="everyone")
    walk.start([urlsplit(page.url).path])
    # Somebody who has cases to work on sees them all by links.
    if email == COORDINATOR:
        left = {route.rule for route in routes() if "coordinator" in route.audience} - walk.rules
        assert left == _BY_NO_LINK
    else:
        assert "/compte" in walk.rules


@on("narrow")
@pytest.mark.parametrize("path", ["/nulle-part", "/?q=%00", "/suivi/forged", "/demande/forged", "/mot-de-passe/forged"])
def test_an_error_page_is_a_page_like_others(page: Page, accessible: Check, path: str) -> None:
    page.goto(path)
    examine(page, accessible)
