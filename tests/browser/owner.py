"""An owner at the front door, as tests drive one: by what is written on the pages."""

import os
import re
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.follow import follow

_REFERENCE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
_PATIENCE_MS = 20_000
_numbers = count(os.getpid() * 1000)

# The smallest file that is what its name says.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass
class Owner:
    """Somebody with a firm in trouble and a browser."""

    page: Page
    name: str = "Camille Orsenne"
    # Each their own: a second request of one contact on one subject would join the first.
    email: str = field(default_factory=lambda: f"camille.orsenne{next(_numbers)}@example.org")

    def tell(self, story: str, query: str = "") -> None:
        """From the home page, in their own words."""
        self.page.goto(f"/{query}")
        self.page.get_by_role("textbox").first.fill(story)
        self.go_on()

    def go_on(self) -> None:
        """The main button of the page."""
        follow(self.page.locator("main button[type=submit].btn-primary").first)

    def choose(self, *subjects: str) -> None:
        """Tick subjects, proposed or in the list of all; nothing else stays ticked."""
        ticked = self.page.locator("input[name=subjects]:checked")
        while ticked.count():
            ticked.first.uncheck()
        for slug in subjects:
            box = self.page.locator(f"input[name=subjects][value={slug}]")
            unfold(box)
            box.check()
        self.go_on()

    def name_no_firm(self) -> None:
        """Go on without the register, which is asked for where one is loaded."""
        follow(self.page.get_by_role("button", name="Continuer sans chercher"))

    def skip(self) -> None:
        """Leave a question without an answer."""
        follow(self.page.locator("button[name=skip]"))

    def know_nothing(self) -> int:
        """Skip every question; gives how many there were."""
        asked = 0
        while "/question/" in self.page.url:
            self.skip()
            asked += 1
        return asked

    def say_where(self, place: str) -> None:
        """Name and postal code, typed to the end without looking at proposals."""
        self.page.locator("#place").fill(place)
        # Proposals would cover the button.
        self.page.locator("#place").press("Escape")
        self.go_on()

    def give_contact(self, company: str = "") -> None:
        """Who they are, and their consent."""
        self.page.locator("#name").fill(self.name)
        self.page.locator("#email").fill(self.email)
        self.page.locator("#company_name").fill(company)
        self.page.locator("#consents").check()
        self.go_on()

    def send(self, button: str = "Envoyer ma demande") -> str:
        """Press the last button; gives the reference of the case."""
        follow(self.page.get_by_role("button", name=button))
        found = _REFERENCE.search(self.page.get_by_role("heading", level=1).inner_text())
        assert found, self.page.url
        return found.group()

    def file(self, story: str, subject: str, place: str, company: str = "") -> str:
        """The whole way, without an answer to any question; gives the reference."""
        self.tell(story)
        self.choose(subject)
        self.know_nothing()
        self.say_where(place)
        self.give_contact(company)
        return self.send()

    def answer(self, words: str, name: str, content: bytes) -> None:
        """Write on their page and join a document."""
        self.page.locator("#body").fill(words)
        self.page.locator("#document").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
        follow(self.page.get_by_role("button", name="Envoyer", exact=True))
        expect(self.page.get_by_text("C’est envoyé.")).to_be_visible()
        expect(self.page.get_by_role("link", name=name)).to_be_visible()

    @property
    def private_path(self) -> str:
        """Where they follow their case."""
        path = urlsplit(self.page.url).path
        assert path.startswith("/suivi/"), path
        return path

    def expect_to_read(self, words: str) -> None:
        """Open their page again until it says `words`: routing and mails happen a moment later."""
        until_read(self.page, self.private_path, words)


def unfold(control: Locator) -> None:
    """Open what hides a control: the list of all subjects, then its theme."""
    for fold in control.locator("xpath=ancestor::details").all():
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()


def until_read(page: Page, path: str, words: str) -> None:
    """Open a page again and again until it says `words`."""
    waited_ms, pause_ms = 0, 150
    while True:
        page.goto(path)
        found = page.locator("main").get_by_text(words).first
        if found.count():
            return
        assert waited_ms < _PATIENCE_MS, f"{path} never says {words!r}:\n{page.locator('main').inner_text()[:2000]}"
        page.wait_for_timeout(pause_ms)
        waited_ms += pause_ms
