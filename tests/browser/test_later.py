"""An owner who leaves and comes back on another device, one without JavaScript, and aids that anybody may read."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import Check
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.owner import Owner

_STORY = "Je ne peux plus payer ce que je dois, je suis menuisier à Roanne."
_PHONE = pytest.mark.parametrize("size", ["phone"], indirect=True)


def _leave(page: Page) -> str:
    """Go on later: the private link that the page shows."""
    follow(page.get_by_role("link", name="Enregistrer et continuer plus tard"))
    return page.get_by_label("Votre lien privé").input_value()


@_PHONE
def test_an_owner_leaves_and_takes_the_request_up_on_another_device(
    page: Page, browse: Browse, accessible: Check
) -> None:
    owner = Owner(page)
    owner.tell(_STORY)
    owner.choose("cessation-paiements")
    expect(page.get_by_text(re.compile("Ensuite, .* au plus|C’est la dernière"))).to_be_visible()
    accessible(page)
    left_at = page.url
    link = _leave(page)
    accessible(page)
    page.get_by_label("Votre adresse mail").fill("camille.orsenne@example.org")
    owner.go_on()
    expect(page.get_by_text("Le lien part à l’instant")).to_be_visible()

    other = browse("desktop")
    other.goto(re.sub(r"^https?://[^/]+", "", link))
    assert other.url.rpartition("/")[2] == left_at.rpartition("/")[2]
    second = Owner(other)
    second.know_nothing()
    if "/lieu" in other.url:
        second.say_where("Roanne 42300")
    expect(other.get_by_label("Votre adresse mail")).to_have_value("camille.orsenne@example.org")
    second.give_contact()
    expect(other.get_by_role("heading", name="Voici qui recevra votre demande")).to_be_visible()
    expect(other.get_by_text("Ce que vous pouvez faire dès aujourd’hui").first).to_be_visible()
    other.locator("details.aids-all > summary").first.click()
    accessible(other)


@_PHONE
def test_without_javascript_one_leaves_and_comes_back_and_finds_aids(browse: Browse) -> None:
    page = browse("phone", java_script_enabled=False)
    owner = Owner(page)
    owner.tell(_STORY)
    owner.choose("dette-urssaf")
    link = _leave(page)
    expect(page.get_by_role("button", name="Copier le lien")).to_be_hidden()
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    expect(page.get_by_text(re.compile("Question \\d"))).to_be_visible()
    page.goto("/aides")
    page.get_by_label("Un ou plusieurs mots").fill("delai urssaf")
    follow(page.get_by_role("button", name="Chercher"))
    page.get_by_text("Délai de paiement de l’Urssaf").click()
    expect(page.get_by_text("CSS art. R243-21")).to_be_visible()


@_PHONE
def test_all_aids_and_a_request_that_is_gone_are_accessible(page: Page, accessible: Check) -> None:
    page.goto("/aides?sujet=tresorerie-tendue")
    page.locator("details.aid summary").first.click()
    accessible(page)
    page.goto("/demande/inconnue")
    expect(page.get_by_role("link", name="Recommencer une demande")).to_be_visible()
    accessible(page)
