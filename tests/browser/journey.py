"""One person's way through the front door on a phone: every page they pass is examined, and photographed on demand."""

import os
import re
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Check
from tests.browser.owner import Owner
from tests.browser.walk import examine

MOST_QUESTIONS = 7
_PATIENCE_MS = 15_000
# Nobody reads a page and writes a story in less: a machine would, and would be held.
_READING_MS = 4_500
_FOCUSED = "document.activeElement.outerHTML.slice(0, 200)"
_FOCUS_IN_SIGHT = """() => {
    const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
    const ringed = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    return ringed && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""


@dataclass
class Journey(Owner):
    """An owner whose pages are all looked at; `title` names their pictures (CARE_PICTURES=<folder>)."""

    accessible: Check = field(kw_only=True)
    title: str = "owner"
    # A number that every page from the story on must show in its content.
    always_in_sight: str = ""
    # Where JavaScript is off nothing can be examined: the same address is opened here.
    mirror: Page | None = None

    def __post_init__(self) -> None:
        self._pages = count(1)

    @property
    def main(self) -> Locator:
        """The content of the page."""
        return self.page.locator("main")

    @property
    def heading(self) -> Locator:
        """What the page is called."""
        return self.page.get_by_role("heading", level=1)

    def look(self, name: str) -> None:
        """Examine the page that is open."""
        if self.mirror:
            self.mirror.goto(self.page.url)
        examine(self.mirror or self.page, self.accessible)
        if self.always_in_sight:
            number = self.main.get_by_role("link", name=self.always_in_sight, exact=True).first
            expect(number).to_have_attribute("href", f"tel:{self.always_in_sight}")
            expect(number).to_be_in_viewport()
        if folder := os.environ.get("CARE_PICTURES"):
            path = Path(folder) / f"{self.title}-{next(self._pages):02}-{name}.png"
            self.page.screenshot(path=path, full_page=True)

    def write(self, story: str, query: str = "") -> None:
        """Read the first page, then tell."""
        self.page.goto(f"/{query}")
        self.look("home")
        self.page.wait_for_timeout(_READING_MS)
        self.main.get_by_role("textbox").first.fill(story)
        self.go_on()
        self.look("understood")

    def read_back(self, label: str | re.Pattern[str], words: str = "") -> Locator:
        """A fact read in the story, ticked, beside the owner's own words; gives its box."""
        box = self.main.get_by_role("checkbox", name=label).first
        expect(box).to_be_checked()
        if words:
            expect(box).to_have_accessible_description(re.compile(re.escape(words)))
        return box

    def answer_questions(self, **answers: str) -> list[str]:
        """Answer those named by their fact, « je ne sais pas » to the others; gives what was asked."""
        asked: list[str] = []
        while "/question/" in self.page.url:
            fact = self.page.url.rpartition("/")[2].partition("?")[0]
            asked.append(fact)
            assert len(asked) <= MOST_QUESTIONS + 1, asked
            self.look(f"question-{fact}")
            expect(self.page.locator("button[name=skip]")).to_be_visible()
            if fact in answers:
                self._answer(answers[fact])
                self.go_on()
            else:
                self.skip()
        questions = [fact for fact in asked if fact != "apesa_consent"]
        assert len(questions) <= MOST_QUESTIONS, questions
        assert len(set(asked)) == len(asked), asked
        return asked

    def need(self, name: str) -> Locator:
        """The part of the review or of the private page about one subject."""
        return self.main.get_by_role("region", name=name, exact=True)

    def follow(
        self, button: str = "Envoyer ma demande", sent: str = "Votre demande est envoyée.", known: str = "Transmise à"
    ) -> str:
        """Send, read the reference, and wait until it says who has the request; gives the reference."""
        reference = self.send(button)
        expect(self.main).to_contain_text(sent)
        self.expect_to_read(known)
        self.look("followed")
        assert reference in self.heading.inner_text()
        return reference

    def reach(self, selector: str, most: int = 150) -> None:
        """Press Tab until the control has the focus, which must be seen."""
        for _ in range(most):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                self.expect_focus_in_sight()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is out of reach of the keyboard on {self.page.url}")

    def press_main_button(self) -> None:
        """Reach the main button and press it."""
        self.reach("main button[type=submit].btn-primary")
        self.leave_by_key("Enter")

    def leave_by_key(self, key: str) -> None:
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def expect_focus_in_sight(self) -> None:
        """What has the focus is on screen, with a ring around it."""
        assert self.page.evaluate(_FOCUS_IN_SIGHT), f"{self.page.url}: {self.page.evaluate(_FOCUSED)}"

    def _answer(self, words: str) -> None:
        box = self.main.get_by_role("textbox").first
        if box.count():
            box.fill(words)
        else:
            self.main.get_by_label(words, exact=True).check()
