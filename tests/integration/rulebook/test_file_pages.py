"""Rules in files, in the browser: download, plan, draft; nothing is written before somebody agrees."""

import html
import io
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.accounts.types import Role
from care_triage.rulebook.formats import Format
from care_triage.rulebook.formats.carried import pack, restored, unpack
from care_triage.rulebook.formats.problems import InvalidRuleFile
from care_triage.rulebook.queries.drafts import drafts, get_draft
from care_triage.triage.queries.rule_sets import current_rule_set
from tests.support.factories import PASSWORD
from tests.support.rulebook import person_with, publish_small

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    with app.app_context():
        publish_small()
        person_with("Alma", Role.RULE_AUTHOR)
        person_with("Chloe", Role.COORDINATOR)
        person_with("Denis", Role.AGENT)

    def start(name: str) -> FlaskClient:
        client = app.test_client()
        client.post("/connexion", data={"email": f"{name.lower()}@exemple.fr", "password": PASSWORD})
        return client

    return start


def exported(client: FlaskClient, form: str) -> bytes:
    answer = client.get(f"/espace/regles/exporter/{form}")
    assert answer.status_code == 200
    return bytes(answer.data)


def sent(client: FlaskClient, data: bytes, name: str) -> tuple[int, str]:
    answer = client.post("/espace/regles/importer", data={"file": (io.BytesIO(data), name)})
    return answer.status_code, html.unescape(answer.text)


def plan_in(page: str) -> str:
    found = re.search(r'name="plan"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("form", [str(form) for form in Format])
def test_a_reader_downloads_the_rules_under_the_name_of_their_version(sign_in: SignIn, form: str) -> None:
    answer = sign_in("Chloe").get(f"/espace/regles/exporter/{form}?version=1")
    assert f"regles-version-1.{form}" in answer.headers["Content-Disposition"]
    assert answer.status_code == 200


def test_other_formats_versions_and_people_are_refused(sign_in: SignIn) -> None:
    reader = sign_in("Chloe")
    assert reader.get("/espace/regles/exporter/pdf").status_code == 404
    assert reader.get("/espace/regles/exporter/csv?version=9").status_code == 404
    assert reader.get("/espace/regles/exporter/csv?version=²").status_code == 404
    assert reader.get("/espace/regles/importer").status_code == 403
    assert sign_in("Denis").get("/espace/regles/exporter/csv").status_code == 403


@pytest.mark.parametrize("form", [str(form) for form in Format])
def test_the_same_rules_plan_nothing(sign_in: SignIn, form: str) -> None:
    client = sign_in("Alma")
    status, page = sent(client, exported(client, form), f"regles.{form}")
    assert status == 200
    assert "Rien à changer" in page


def test_a_plan_names_what_would_go_and_becomes_a_draft_when_confirmed(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("Alma")
    text = exported(client, "csv").decode("utf-8-sig").replace(">= 50", ">= 40")
    lines = [line for line in text.splitlines() if not line.startswith("acheteur;")]
    status, page = sent(client, "\n".join(lines).encode(), "mes règles.csv")
    assert status == 200
    assert "Une règle n’est pas dans le fichier et serait retirée" in page
    assert "acheteur" in page
    assert "Import de mes règles.csv" in page
    with app.app_context():
        assert not drafts()
    answer = client.post("/espace/regles/importer/projet", data={"title": "Seuil à 40", "plan": plan_in(page)})
    assert answer.status_code == 303
    with app.app_context():
        (card,) = drafts()
        assert card.title == "Seuil à 40"
        assert {rule.id: rule.change for rule in get_draft(card.id).changed} == {
            "appui": "changed",
            "acheteur": "removed",
        }


def test_a_plan_without_a_title_is_shown_again_whole(sign_in: SignIn) -> None:
    client = sign_in("Alma")
    _, page = sent(client, exported(client, "toml").replace(b">= 50", b">= 40"), "regles.toml")
    answer = client.post("/espace/regles/importer/projet", data={"title": "", "plan": plan_in(page)})
    assert answer.status_code == 422
    assert plan_in(html.unescape(answer.text)) == plan_in(page)


def test_a_wrong_file_is_shown_with_all_its_faults(sign_in: SignIn) -> None:
    client = sign_in("Alma")
    wrong = exported(client, "csv").replace(b">= 50", b">= lots").replace(b";lead;", b";chef;", 1)
    status, page = sent(client, wrong, "regles.csv")
    assert status == 422
    assert "colonne when.employees, caractère 4" in page
    assert "chef" in page


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "vide.csv"), (b"\x89PNG\r\n\x1a\n\x00", "image.png"), (b"<html>", "page.xml")]
)
def test_a_file_of_another_sort_is_refused_in_words(sign_in: SignIn, data: bytes, name: str) -> None:
    assert sent(sign_in("Alma"), data, name)[0] == 422


def test_no_file_at_all_is_refused(sign_in: SignIn) -> None:
    assert sign_in("Alma").post("/espace/regles/importer", data={}).status_code == 422


@pytest.mark.parametrize("plan", ["", "x", "e30=", "eJyrVkpKLE5VsjKo" * 100])
def test_a_plan_that_was_tampered_with_asks_for_the_file_again(sign_in: SignIn, plan: str) -> None:
    answer = sign_in("Alma").post("/espace/regles/importer/projet", data={"title": "Oui", "plan": plan})
    assert answer.status_code == 422
    assert "envoyez le fichier de nouveau" in html.unescape(answer.text)


def test_a_plan_against_a_version_that_is_not_there_is_refused(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        base = current_rule_set().document
    for base_id in (77, 10**30):
        plan = pack(base_id, base, base)
        answer = sign_in("Alma").post("/espace/regles/importer/projet", data={"title": "Oui", "plan": plan})
        assert answer.status_code == 404


def test_what_is_carried_comes_back_and_is_checked(app: Flask, sign_in: SignIn) -> None:
    with app.app_context():
        base = current_rule_set().document
        packed = pack(1, base, base)
        assert packed
        assert restored(unpack(packed), base) == base
        broken = unpack(packed).rules[0]
        assert broken == base.rules[0].id
        with pytest.raises(InvalidRuleFile):
            restored(type(unpack(packed))(1, ("nobody",)), base)
