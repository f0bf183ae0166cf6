"""Pages for what goes wrong: each is a page like others, and says what to do next."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import FilePayload, Page, Route, expect
from sqlalchemy.exc import OperationalError

from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.owner import Owner
from tests.browser.sizes import on
from tests.browser.walk import examine

_LOST = ("/nulle-part", "/?q=%00", "/suivi/forged", "/demande/forged", "/mot-de-passe/forged", "/demande")


@on("narrow")
@pytest.mark.parametrize("path", _LOST)
def test_a_lost_visitor_is_told_what_to_do(page: Page, accessible: Check, path: str) -> None:
    answer = page.goto(path)
    assert answer
    assert 400 <= answer.status < 500
    examine(page, accessible)


@on("narrow")
def test_a_page_of_others_is_refused_politely(page: Page, accessible: Check) -> None:
    Colleague(page).sign_in("telephone@example.org")
    answer = page.goto("/espace/tableau")
    assert answer
    assert answer.status == 403
    examine(page, accessible)


@on("narrow")
def test_who_guesses_passwords_is_told_when_to_come_back(page: Page, accessible: Check) -> None:
    statuses = set()
    for _ in range(11):
        page.goto("/connexion")
        page.locator("#email").fill("personne@example.org")
        page.locator("#password").fill("au hasard")
        with page.expect_navigation() as navigation:
            page.get_by_role("button", name="Se connecter").click()
        statuses.add(navigation.value.status)
    assert 429 in statuses
    examine(page, accessible)


@on("narrow")
def test_a_file_that_is_too_large_is_refused_and_the_words_are_kept(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    owner.file("Je dois de l’argent à l’Urssaf.", "dette-urssaf", "Roanne 42300")
    page.locator("#body").fill("Voici le relevé.")
    large: FilePayload = {"name": "releve.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4" + bytes(11 << 20)}
    page.locator("#document").set_input_files(large)
    expect(page.get_by_role("alert")).to_have_text(
        "Ce fichier dépasse 10\u00a0Mo\u00a0: il n’est pas joint. Choisissez-en un plus léger."
    )
    expect(page.locator("#body")).to_have_value("Voici le relevé.")
    examine(page, accessible)
    # A browser that does not look: the server says it.
    page.locator("#document").evaluate("input => { input.dataset.maxMb = 99 }")
    page.locator("#document").set_input_files(large)
    with page.expect_navigation() as refused:
        page.get_by_role("button", name="Envoyer", exact=True).click()
    assert refused.value.status == 413
    examine(page, accessible)


def _raises(error: Exception) -> Callable[..., Any]:
    def view(**_values: object) -> None:
        raise error

    return view


@on("narrow")
@pytest.mark.parametrize(
    ("status", "error"),
    [(500, RuntimeError("a fault of ours")), (503, OperationalError("SELECT 1", {}, Exception("database is locked")))],
)
def test_a_fault_of_ours_is_a_page_like_others(
    page: Page, accessible: Check, sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch, status: int, error: Exception
) -> None:
    view = _raises(error)
    view.__dict__.update(sqlite_app.view_functions["web.legal"].__dict__)
    monkeypatch.setitem(sqlite_app.view_functions, "web.legal", view)
    sqlite_app.config["PROPAGATE_EXCEPTIONS"] = sqlite_app.config["TESTING"] = False
    answer = sqlite_app.test_client().get("/mentions-legales")
    assert answer.status_code == status

    def fulfil(route: Route) -> None:
        # Its files come from the installation that runs; its status would count as a complaint of the browser.
        route.fulfill(status=200, content_type="text/html", body=answer.text, headers=dict(answer.headers))

    page.route("**/mentions-legales", fulfil)
    page.goto("/mentions-legales")
    examine(page, accessible)
