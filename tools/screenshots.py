"""`make screenshots`: the pictures of the README, taken from a fresh demonstration that this command starts itself."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.colleague import Colleague
from tests.browser.owner import Owner, until_read
from tests.support.site import free_port
from tools import chromium
from tools.children import end, spawn

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
_PHONE: ViewportSize = {"width": 390, "height": 844}
_DESKTOP: ViewportSize = {"width": 1280, "height": 900}
_STORY = (
    "J’ai trois trimestres de cotisations Urssaf en retard, à peu près 9 400 euros. "
    "La mise en demeure est arrivée mardi, je ne sais pas par où commencer."
)
_ANSWER = "Bonjour, j’ai bien reçu votre demande. Je vous appelle demain matin pour préparer un échéancier."


def main() -> str | None:
    """Take every picture. Gives the sentence that says why it could not."""
    if chromium.find() is None:
        return "The pictures need Chromium: on Debian, as root, apt-get install chromium."
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        _take_owner(_open(browser, address, _PHONE), _open(browser, address, _DESKTOP))
        _take_coordinator(_open(browser, address, _DESKTOP))
        _take_author(_open(browser, address, _DESKTOP))
    return None


@contextmanager
def _demonstration() -> Iterator[str]:
    """The address of an installation of its own, as `make run` sets it up."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="care-pictures-") as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CARE_")}
        child = spawn(
            [sys.executable, "-m", "tools.run"],
            cwd=ROOT,
            env=environment | {"CARE_VAR_DIR": folder, "PORT": str(port)},
            stdout=subprocess.PIPE,
        )
        try:
            for line in child.stdout or ():
                print(line, end="")
                if "CARE is ready" in line:
                    break
            else:
                raise SystemExit("The demonstration did not start; its last lines are above.")
            yield f"http://127.0.0.1:{port}"
        finally:
            end(child, grace_seconds=20)


def _open(browser: Browser, address: str, size: ViewportSize) -> Page:
    context = browser.new_context(
        base_url=address, viewport=size, locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce",
        color_scheme="light",
    )  # fmt: skip
    return context.new_page()


def _take(page: Page, name: str) -> None:
    """One picture of what a person sees first, without a focus ring."""
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    page.screenshot(path=FOLDER / f"{name}.png")
    print(f"docs/screenshots/{name}.png")


def _take_owner(page: Page, adviser: Page) -> None:
    """From the home page to the answer of an adviser."""
    owner = Owner(page, name="Camille Orsenne")
    page.goto("/")
    _take(page, "owner-home")
    owner.tell(_STORY)
    owner.choose("dette-urssaf")
    owner.name_no_firm()
    owner.know_nothing()
    owner.say_where("Roanne 42300")
    owner.give_contact("Atelier Passe-Velours")
    _take(page, "owner-review")
    reference, path = owner.send(), owner.private_path
    _take_adviser(adviser, reference)
    until_read(page, path, _ANSWER)
    _take(page, "owner-follow-up")


def _take_adviser(page: Page, reference: str) -> None:
    adviser = Colleague(page)
    adviser.sign_in("urssaf.roanne@example.org")
    until_read(page, "/espace", reference)
    _take(page, "adviser-inbox")
    adviser.open_from_inbox(reference)
    _take(page, "adviser-case")
    adviser.act("Accepter")
    adviser.write("Au dirigeant", _ANSWER)


def _take_coordinator(page: Page) -> None:
    Colleague(page).sign_in("coordination@example.org")
    for name, path in (("board", "/espace/tableau"), ("desk", "/espace/tri"), ("figures", "/espace/chiffres")):
        page.goto(path)
        _take(page, f"coordinator-{name}")


def _take_author(page: Page) -> None:
    """A question to the rules, and a rule that is being written."""
    Colleague(page).sign_in("regles@example.org")
    page.goto("/espace/regles")
    page.get_by_label("Poser une question").fill("Que devient un artisan de Roanne qui a une dette fiscale ?")
    page.get_by_role("button", name="Répondre").click()
    page.wait_for_url("**/essayer?*")
    _take(page, "author-question")
    page.goto("/espace/regles/projets/1/regle/fiscal-dette")
    _take(page, "author-rule")


if __name__ == "__main__":
    sys.exit(main())
