"""The local mailbox: where a person trying CARE finds the mails, and nobody else does."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.infra.mail import compose, deliver, kept

LINK = "http://127.0.0.1:8000/suivi/abc.def-ghi"


@pytest.fixture
def name(app: Flask) -> str:
    """The name of the only mail."""
    with app.app_context():
        html = f'<p>Texte <a href="{LINK}">lien</a><script>alert(1)</script></p>'
        deliver(compose("a@exemple.fr", "Objet <b>", f"Bonjour,\n\nTexte <i>\n{LINK}", html, "one"))
        (found,) = [name for name, _ in kept()]
        return found


def test_an_empty_mailbox_says_what_to_do(client: FlaskClient) -> None:
    assert "Aucun mail pour l’instant" in client.get("/courrier").text


def test_a_mail_is_listed_and_read_with_its_links(client: FlaskClient, name: str) -> None:
    listed = client.get("/courrier").text
    assert "Objet &lt;b&gt;" in listed
    assert f"/courrier/{name}" in listed
    page = client.get(f"/courrier/{name}").text
    assert f'<a href="{LINK}"' in page
    assert "Texte &lt;i&gt;" in page


def test_the_html_of_a_mail_can_do_nothing(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/courrier/{name}/html")
    assert LINK in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


@pytest.mark.parametrize("path", ["nothing", "..%2Fsecret_key", "nothing/html"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/courrier/{path}").status_code == 404


@pytest.mark.parametrize(
    "settings", [{"MAIL_URL": "smtp://localhost"}, {"DEMO": False, "TESTING": False}], ids=["network", "for real"]
)
def test_mails_of_real_people_are_shown_to_nobody(
    app: Flask, client: FlaskClient, name: str, settings: dict[str, object]
) -> None:
    app.config.update(settings)
    for path in ("/courrier", f"/courrier/{name}", f"/courrier/{name}/html"):
        assert client.get(path).status_code == 404
