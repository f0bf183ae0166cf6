"""An adviser or coordinator at work, as tests drive one."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from care_triage.demo.people import PASSWORD
from tests.browser.follow import follow
from tests.browser.owner import until_read


@dataclass
class Colleague:
    """Somebody who signs in to work on cases."""

    page: Page

    def sign_in(self, email: str) -> None:
        """Through the door of advisers."""
        self.page.goto("/connexion")
        self.page.locator("#email").fill(email)
        self.page.locator("#password").fill(PASSWORD)
        follow(self.page.get_by_role("button", name="Se connecter"))
        expect(self.page.get_by_role("navigation", name="Menu principal")).to_be_visible()

    def open_from_inbox(self, reference: str) -> None:
        """Wait until the case has arrived, then open it."""
        until_read(self.page, "/espace", reference)
        follow(self.page.get_by_role("listitem").filter(has_text=reference).get_by_role("heading").get_by_role("link"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(reference)

    def open(self, reference: str) -> None:
        """By its reference, as when an owner calls."""
        self.page.goto("/espace")
        self.page.get_by_role("textbox", name="Référence").fill(reference)
        follow(self.page.get_by_role("button", name="Ouvrir"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(reference)

    def act(self, name: str) -> None:
        """Follow a link or press a button of the referral: Accepter, Refuser…"""
        acts = self.page.locator(".acts").first
        follow(acts.get_by_role("link", name=name).or_(acts.get_by_role("button", name=name)))

    def answer(self, *choices: str, button: str, note: str = "") -> None:
        """Choose, say something, send."""
        for choice in choices:
            self.page.get_by_label(choice).check()
        if note:
            self.page.locator("main textarea").first.fill(note)
        follow(self.page.locator("main").get_by_role("button", name=button, exact=True))

    def write(self, audience: str, words: str) -> None:
        """A message on the case that is open."""
        form = self.page.locator("#message-form")
        form.get_by_label(audience).check()
        form.locator("textarea").fill(words)
        follow(form.get_by_role("button", name="Envoyer"))
        expect(self.page.get_by_role("article").filter(has_text=words)).to_be_visible()
