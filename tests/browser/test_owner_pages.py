"""Every page of the front door, as an owner meets it: accessible, titled, as narrow as a phone, light and dark."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import Check
from tests.browser.follow import follow
from tests.browser.owner import Owner
from tests.browser.walk import examine

_TROUBLE = "Je dois de l’argent à l’Urssaf et aux impôts, je dors mal, la cessation des paiements me fait peur."


@pytest.mark.parametrize(("size", "theme"), [("narrow", "light"), ("desktop", "dark")], indirect=["size"])
def test_no_step_of_an_owner_fails(page: Page, accessible: Check, theme: str) -> None:
    owner = Owner(page)
    owner.tell(_TROUBLE, f"?theme={theme}")
    examine(page, accessible)
    follow(page.get_by_role("link", name="Corriger mon récit"))
    examine(page, accessible)
    owner.go_on()
    owner.choose("dette-urssaf", "dettes-publiques-multiples", "cessation-paiements", "detresse-dirigeant")
    kinds = set()
    while "/question/" in page.url:
        # One page for each kind of answer is enough.
        kind = page.locator("main form").get_by_role("textbox").count(), page.locator("main form [type=radio]").count()
        if kind not in kinds:
            kinds.add(kind)
            examine(page, accessible)
        owner.skip()
    owner.say_where("Savigny")
    examine(page, accessible)
    owner.say_where("Tarare 69170")
    examine(page, accessible)
    owner.go_on()
    examine(page, accessible)
    owner.give_contact("Le Fil Tarare")
    expect(page.get_by_role("heading", name="Voici qui recevra votre demande")).to_be_visible()
    examine(page, accessible)
    owner.send()
    owner.expect_to_read("Transmise à")
    for details in page.locator("main summary").all():
        details.click()
    examine(page, accessible)
