"""What the story told, confirmed on a phone and on a desktop."""

import os

from playwright.sync_api import Page, expect

from tests.browser.axe import Check
from tests.browser.owner import Owner

_STORY = (
    "Je suis boulanger à Roanne avec 3 salariés. Je dois 12 000 € à l’Urssaf, j’ai reçu une mise en demeure le 3 mars. "
    "L’Urssaf me réclame aussi 8 000 € de TVA. Je n’arrive plus à payer mes fournisseurs."
)


def test_an_owner_confirms_what_was_read_and_is_not_asked_again(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    owner.tell(_STORY)
    told = page.get_by_role("group", name="Voici ce que nous avons lu dans votre récit")
    expect(told.get_by_label("Nombre de salariés")).to_be_checked()
    expect(told).to_contain_text("vous avez écrit\u00a0: «\u00a03 salariés\u00a0»")
    expect(told.get_by_label("L’argent disponible ne suffit plus")).not_to_be_checked()
    expect(page.get_by_text("C’est souvent confondu")).to_be_visible()
    accessible(page)
    if folder := os.environ.get("CARE_PICTURES"):
        page.screenshot(path=f"{folder}/told-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]

    told.get_by_label("Nombre de salariés").uncheck()
    told.get_by_label("L’argent disponible ne suffit plus").check()
    owner.choose("dette-urssaf")
    owner.know_nothing()
    # The place was in the story: nobody asks for it.
    owner.give_contact()
    expect(page.get_by_role("heading", name="Voici qui recevra votre demande")).to_be_visible()
    expect(page.locator(".known-facts")).to_contain_text("L’argent disponible ne suffit plus")
    expect(page.locator(".known-facts")).not_to_contain_text("Nombre de salariés\u00a0: 3")
