"""The front door on a partner's page: shown where the partner's origin is allowed, refused anywhere else; one request through it."""

import os
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from care_triage.demo.people import COORDINATOR
from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.owner import unfold
from tests.browser.sizes import on
from tests.browser.walk import examine

_STORY = "Mon plus gros client ne paie plus ses factures depuis six mois et je dois payer mes fournisseurs."


@pytest.fixture
def serve() -> Iterator[Callable[[str], str]]:
    """Serves a page of another site, on a port of its own; `localhost` is another site than 127.0.0.1."""
    servers: list[ThreadingHTTPServer] = []

    def start(html: str) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if self.path == "/" else 204)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                if self.path == "/":
                    self.wfile.write(page[0].encode())

            def log_message(self, *_args: object) -> None:
                """Quiet."""

        page = [html]
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        origin = f"http://localhost:{server.server_port}"
        page[0] = html.replace("ORIGIN", origin)
        return origin

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like, when somebody wants to look."""
    if folder := os.environ.get("CARE_PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page="framed" not in name)  # type: ignore[index]


def choose(frame: FrameLocator, slug: str) -> None:
    """Tick one subject, proposed or in the list of all."""
    expect(frame.locator("input[name=subjects]").first).to_be_attached()
    box = frame.locator(f"input[name=subjects][value={slug}]").first
    unfold(box)
    box.check()


def go_on(frame: FrameLocator) -> None:
    frame.locator("main button[type=submit].btn-primary").first.click()


@on("phone", "desktop")
def test_a_request_through_a_partners_page(
    page: Page, browse: Browse, address: str, accessible: Check, serve: Callable[[str], str],
    new_context: Callable[..., BrowserContext], size: str,
) -> None:  # fmt: skip
    # The page of the partner is served first, so that its origin is known.
    html = (
        '<!doctype html><html lang="fr"><title>Chambre</title><h1>Chambre de commerce</h1>'
        f'<iframe src="{address}/embarquer/NAME/?campagne=accueil" title="CARE" width="100%" height="700"></iframe>'
        f'<script src="{address}/embarquer.js" defer></script>'
    )
    name = f"Chambre {os.getpid()} {size}"
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower())
    origin, stranger = serve(html.replace("NAME", slug)), serve(html.replace("NAME", slug))
    register(browse(size), accessible, name, origin, slug)
    page.goto(f"{origin}/")
    frame = page.frame_locator("iframe")
    frame.get_by_role("textbox", name="Que se passe-t-il").fill(_STORY)
    picture(page, "framed-home")
    assert page.context.cookies() == []
    go_on(frame)
    choose(frame, "client-impaye")
    picture(page, "framed-subjects")
    go_on(frame)
    _through(page, frame)
    expect(frame.get_by_role("heading", name="Votre demande est envoyée")).to_be_visible()
    expect(frame.get_by_role("link", name="Ouvrir ma page de suivi")).to_have_attribute("target", "_blank")
    picture(page, "framed-sent")
    assert page.context.cookies() == []
    page.wait_for_timeout(1000)
    assert 320 <= page.locator("iframe").evaluate("frame => parseInt(frame.style.height)") < 2500
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Ouvrir ma page de suivi").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Votre dossier")

    _judge(browse(size), slug, accessible)

    # The same page on an origin that nobody allowed: the browser shows nothing of ours.
    elsewhere = new_context().new_page()
    elsewhere.goto(f"{stranger}/")
    elsewhere.wait_for_timeout(500)
    assert elsewhere.frame_locator("iframe").get_by_role("textbox").count() == 0


def register(desk: Page, accessible: Check, name: str, origin: str, slug: str) -> None:
    """A coordinator lets one origin show the front door."""
    Colleague(desk).sign_in(COORDINATOR)
    desk.goto("/espace/sites")
    accessible(desk)
    picture(desk, "sites")
    desk.locator("#name").fill(name)
    desk.locator("#origins").fill(origin)
    follow(desk.get_by_role("button", name="Enregistrer"))
    expect(desk.locator(".snippet")).to_contain_text(f"/embarquer/{slug}/")
    accessible(desk)
    picture(desk, "site")


def _judge(page: Page, slug: str, accessible: Check) -> None:
    """What stands in the frame, judged as a page of its own."""
    page.goto(f"/embarquer/{slug}/")
    examine(page, accessible)
    expect(page.get_by_role("banner").get_by_role("link", name="CARE", exact=True)).to_have_count(0)


def _through(page: Page, frame: FrameLocator) -> None:
    """Every page up to the end, each answered in the shortest way."""
    for _step in range(14):
        expect(frame.locator("h1")).to_be_visible()
        before = frame.locator("h1").inner_text()
        if before == "Votre demande est envoyée":
            return
        if frame.locator("button[name=skip]").count():
            frame.locator("button[name=skip]").first.click()
        elif frame.locator("#place").count():
            frame.locator("#place").fill("Roanne 42300")
            frame.locator("#place").press("Escape")
            go_on(frame)
        elif frame.locator("#consents").count():
            frame.locator("#name").fill("Ada Vernay")
            # On each screen another person: a second request of the same one joins the first.
            frame.locator("#email").fill(f"ada{os.getpid()}-{page.evaluate('innerWidth')}@example.org")
            frame.locator("#consents").check()
            picture(page, "framed-contact")
            go_on(frame)
        else:
            go_on(frame)
        page.wait_for_timeout(700)
