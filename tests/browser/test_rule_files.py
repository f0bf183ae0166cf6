"""Rules in files, in a browser: an author downloads a version, changes a rule, sees the plan and makes a draft of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from care_triage.demo.people import PASSWORD
from tests.browser.follow import follow


@pytest.fixture
def author(page: Page) -> Page:
    """A browser signed in as the author of rules of the demonstration."""
    page.goto("/connexion")
    page.get_by_label("Adresse mail").fill("regles@example.org")
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Se connecter"))
    page.wait_for_url(lambda url: "/connexion" not in url)
    return page


def test_a_file_goes_out_and_comes_back_as_a_draft(
    author: Page, tmp_path: Path, accessible: Callable[[Page], None]
) -> None:
    author.goto("/espace/regles/importer")
    accessible(author)
    with author.expect_download() as download:
        author.get_by_role("link", name="CSV").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join(lines[:-1]).replace(";lead;", ";chef;", 1), encoding="utf-8")
    send(author, file)
    expect(author.get_by_text("n’est pas dans la liste")).to_be_visible()
    accessible(author)

    file.write_text("\n".join(lines[:-1]).replace(";lead;50;", ";lead;49;", 1), encoding="utf-8")
    send(author, file)
    expect(author.get_by_text("Une règle n’est pas dans le fichier et serait retirée")).to_be_visible()
    accessible(author)
    assert author.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    follow(author.get_by_role("button", name="Commencer le projet"))
    expect(author.get_by_text("Le projet reprend les règles du fichier.")).to_be_visible()


def send(page: Page, file: Path) -> None:
    """Choose a file and ask for its plan."""
    page.get_by_label("Fichier de règles").set_input_files(file)
    follow(page.get_by_role("button", name="Voir ce qui changerait"))
