"""The same calm words in English: no French sentence reaches an owner who reads English."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.owner import CONTACT, Owner, words

# Words that no English sentence holds, and that every French one of these pages does.
FRENCH = (
    "Écrivez",
    "Choisissez",
    "Indiquez",
    "Votre",
    "votre",
    "Nous ",
    "n’est",
    " de la ",
    " les ",
    "Ce lien",
    "fichier",
)


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    stocked_client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return Owner(stocked_client)


def french_of(text: str) -> list[str]:
    """French words in the main part of a page."""
    main = text.partition("Skip to content")[2] or text
    return [word for word in FRENCH if word in main]


def test_every_step_and_its_refusals_speak_english(owner: Owner) -> None:
    pages = [words(owner.client.post("/demande", data={"story": ""})), words(owner.client.get("/"))]
    owner.tell("My supplier sues me and my customer has not paid three invoices")
    pages += [owner.page("sujets"), words(owner.post("sujets", {}, status=422))]
    owner.choose("client-impaye")
    pages += [owner.page(), words(owner.post("question/dispute_amount", {"answer": "lots"}, status=422))]
    owner.answer()
    for place in ("", "Atlantis", "99999", "42160", "Savigny"):
        pages.append(words(owner.post("lieu", {"place": place}, status=422)))
    owner.locate()
    for changes in ({"name": ""}, {"email": "x"}, {"siret": "12"}, {"phone": "1"}, {"consents": ""}):
        pages.append(words(owner.post("contact", {**CONTACT, **changes}, status=422)))
    assert [french_of(page) for page in pages] == [[]] * len(pages)


def test_the_review_and_the_owners_page_speak_english(stocked_app: Flask, owner: Owner) -> None:
    owner.prepare("client-impaye", story="My customer has not paid three invoices").page("verifier")
    sent = owner.send()
    pages = [words(owner.client.get(sent)), words(owner.client.get(f"{sent}/retrait"))]
    pages.append(words(owner.client.post(f"{sent}/message", data={"body": ""})))
    wrong = {"body": "x", "document": (io.BytesIO(b"MZ"), "x.exe")}
    pages.append(words(owner.client.post(f"{sent}/message", data=wrong, content_type="multipart/form-data")))
    pages += [words(owner.client.get(sent[:-2])), words(owner.client.get(f"/demande/{'a' * 43}"))]
    stocked_app.config["OWNER_LINK_DAYS"] = -1
    pages.append(words(owner.client.get(sent)))
    assert [french_of(page) for page in pages] == [[]] * len(pages)
