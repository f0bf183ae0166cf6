"""The pages of versions and drafts: who opens them, what they say, one step after the other."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.accounts.types import Role, Viewer
from care_triage.infra import clock
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.life import get_life
from care_triage.rulebook.queries.verifications import latest_verification
from care_triage.rulebook.routes import life as life_pages
from care_triage.rulebook.service import drafts, life
from care_triage.rulebook.service.verifications import keep_verification
from care_triage.rulebook.types import DraftState
from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.triage.queries.rule_sets import newest_rule_set
from tests.integration.rulebook.conftest import FakeReplay
from tests.support.factories import PASSWORD
from tests.support.rulebook import person_with, publish_change, publish_small
from tests.support.rules import rule

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def people(app: Flask) -> dict[str, Viewer]:
    with app.app_context():
        publish_small()
        return {
            "Alma": person_with("Alma", Role.RULE_AUTHOR),
            "Clara": person_with("Clara", Role.RULE_APPROVER),
            "Chloe": person_with("Chloe", Role.COORDINATOR),
            "Denis": person_with("Denis", Role.AGENT),
        }


@pytest.fixture
def sign_in(app: Flask, people: dict[str, Viewer]) -> SignIn:
    def start(name: str) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/connexion", data={"email": f"{name.lower()}@exemple.fr", "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    return start


@pytest.fixture
def draft_id(app: Flask, people: dict[str, Viewer]) -> int:
    """A draft of Alma's that changes one rank."""
    with app.app_context():
        alma = people["Alma"].user_id
        found = drafts.start_draft("Petites entreprises", newest_rule_set().id, alma)
        fields = get_draft(found).find("appui")
        assert fields is not None
        drafts.save_row(found, "appui", {**fields.fields, "rank": 30}, 0, alma)
        return found


@pytest.fixture
def replayed(app: Flask, draft_id: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def say(lost_leads: int) -> None:
        with app.app_context():
            found = FakeReplay(get_draft(draft_id).revision, lost_leads)
            keep_verification(draft_id, found.draft_revision, ())
        for module in (life, life_pages):
            monkeypatch.setattr(module, "latest_replay", lambda _draft_id: found)

    return say


def life_path(draft_id: int, step: str = "") -> str:
    return f"/espace/regles/projets/{draft_id}/vie" + (f"/{step}" if step else "")


def post(client: FlaskClient, draft_id: int, step: str, **data: object) -> tuple[int, str]:
    """Send the form of the page as it is, with what was typed."""
    page = client.get(life_path(draft_id)).text
    found = re.search(r'name="revision"[^>]*value="(\d+)"', page)
    answer = client.post(life_path(draft_id, step), data={"revision": found[1] if found else "", **data})
    return answer.status_code, answer.text


def test_who_opens_the_pages(sign_in: SignIn, draft_id: int) -> None:
    paths = ("/espace/regles/versions", "/espace/regles/versions/1", "/espace/regles/comparer", life_path(draft_id))
    for name in ("Alma", "Clara", "Chloe"):
        assert [sign_in(name).get(path).status_code for path in paths] == [200] * 4
    assert [sign_in("Denis").get(path).status_code for path in paths] == [403] * 4
    assert sign_in("Chloe").post("/espace/regles/projets", data={"title": "Un projet"}).status_code == 403


def test_what_is_not_there_is_said(sign_in: SignIn) -> None:
    client = sign_in("Alma")
    for path in (
        "versions/9",
        "regle/appui?version=9",
        "projets/9/vie",
        "comparer?de=1&a=9",
        "comparer?de=projet-9&a=1",
        "comparer?de=x&a=²",
    ):
        assert client.get(f"/espace/regles/{path}").status_code == 404, path


def test_a_draft_is_begun(sign_in: SignIn) -> None:
    client = sign_in("Alma")
    assert client.post("/espace/regles/projets", data={"title": " "}).status_code == 422
    answer = client.post("/espace/regles/projets", data={"title": "Artisans de Roanne"})
    assert answer.status_code == 303
    assert "Artisans de Roanne" in client.get("/espace/regles/versions").text


def test_the_whole_way(app: Flask, sign_in: SignIn, draft_id: int, replayed: Callable[[int], None]) -> None:
    alma, clara = sign_in("Alma"), sign_in("Clara")
    assert post(alma, draft_id, "soumettre")[0] == 303
    replayed(2)
    page = clara.get(life_path(draft_id)).text
    assert "2 demandes passées perdraient" in page
    status, page = post(clara, draft_id, "approuver")
    assert (status, "dites pourquoi" in page) == (422, True)
    assert post(clara, draft_id, "approuver", reason="Le bureau de tri les prend.")[0] == 303
    assert post(clara, draft_id, "publier")[0] == 303
    with app.app_context():
        assert get_life(draft_id).state is DraftState.PUBLISHED
    assert "de=1&amp;a=2" in alma.get(life_path(draft_id)).text
    page = alma.get("/espace/regles/versions/2").text
    assert "Clara" in page
    assert "1 règle modifiée" in page
    page = alma.get("/espace/regles/comparer?de=1&a=2").text
    assert [word in page for word in ("appui", "Rang", "20", "30")] == [True] * 4
    assert [alma.get(f"/espace/regles/regle/appui?version={number}").status_code for number in (1, 2)] == [200, 200]
    assert "rang 20" in alma.get("/espace/regles/regle/appui?version=1").text
    answer = alma.post("/espace/regles/versions/1/remettre", data={"title": "Revenir"})
    assert answer.status_code == 303
    assert "Revenir" in alma.get(answer.location).text


def test_a_version_for_later_is_planned_and_taken_back(
    sign_in: SignIn, draft_id: int, replayed: Callable[[int], None]
) -> None:
    alma, clara = sign_in("Alma"), sign_in("Clara")
    post(alma, draft_id, "soumettre")
    replayed(0)
    post(clara, draft_id, "approuver")
    past, later = clock.today() - timedelta(days=3), clock.today() + timedelta(days=3)
    status, page = post(clara, draft_id, "publier", **_parts(past))
    assert (status, "ni dans le passé" in page) == (422, True)
    assert post(clara, draft_id, "publier", **_parts(later))[0] == 303
    assert "Programmée" in alma.get("/espace/regles/versions").text
    assert alma.post("/espace/regles/versions/2/annuler").status_code == 403
    assert clara.post("/espace/regles/versions/2/annuler").status_code == 303
    assert "Annulée" in alma.get("/espace/regles/versions").text


def _parts(on: object) -> dict[str, object]:
    return {f"effective_on-{part}": getattr(on, part) for part in ("day", "month", "year")}


def test_what_was_typed_stays_when_a_step_is_refused(
    sign_in: SignIn, draft_id: int, replayed: Callable[[int], None]
) -> None:
    alma, clara = sign_in("Alma"), sign_in("Clara")
    post(alma, draft_id, "soumettre")
    replayed(1)
    data = {"revision": "1", "reason": "Une raison longue à écrire."}
    answer = clara.post(life_path(draft_id, "approuver"), data=data)
    assert answer.status_code == 422
    assert "Une raison longue à écrire." in answer.text
    assert "a été modifié depuis que vous l’avez lu" in answer.text
    assert clara.post(life_path(draft_id, "renvoyer"), data={"note": ""}).status_code == 422
    assert post(clara, draft_id, "renvoyer", note="Trop large.")[0] == 303
    assert "Trop large." in alma.get(life_path(draft_id)).text
    assert post(alma, draft_id, "abandonner")[0] == 303


def test_what_two_versions_changed_is_settled_on_a_page(app: Flask, sign_in: SignIn, draft_id: int) -> None:
    with app.app_context():
        publish_change(rule("appui", role="support", rank=25, employees=">= 50"))
    alma = sign_in("Alma")
    assert "Mettre à jour sur la version 2" in alma.get(life_path(draft_id)).text
    answer = alma.post(life_path(draft_id, "actualiser"))
    page = alma.get(answer.location).text
    assert [number in page for number in ("20", "25", "30")] == [True] * 3
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision is not None
    of_the_row = alma.get(f"/espace/regles/projets/{draft_id}/regle/appui").text
    assert "Une version publiée depuis a changé cette règle" in of_the_row
    assert [f">{number}</td>" in of_the_row for number in ("20", "25", "30")] == [True] * 3
    path = f"/espace/regles/projets/{draft_id}/conflits/appui"
    assert alma.post(path, data={"revision": "0", "keep": "1"}).status_code == 409
    assert alma.post(path, data={"revision": revision[1], "keep": "1"}).status_code == 303
    with app.app_context():
        found = get_draft(draft_id).find("appui")
        assert found is not None
        assert (found.fields["rank"], found.is_contested) == (30, False)


def test_a_draft_with_errors_says_so_instead_of_comparing(
    app: Flask, people: dict[str, Viewer], sign_in: SignIn, draft_id: int
) -> None:
    with app.app_context():
        drafts.save_row(draft_id, "pilote", {"when": {}}, 0, people["Alma"].user_id)
    alma = sign_in("Alma")
    assert "corrigez" in alma.get(life_path(draft_id)).text
    assert alma.get(f"/espace/regles/comparer?de=1&a=projet-{draft_id}").status_code == 422


def test_the_whole_verification_is_asked_for_and_seen(app: Flask, sign_in: SignIn, draft_id: int) -> None:
    alma, path = sign_in("Alma"), f"/espace/regles/projets/{draft_id}"
    assert "Elle n’a pas encore été faite" in alma.get(f"{path}/constats").text
    assert alma.post(f"{path}/verification").status_code == 303
    assert "attend son tour" in alma.get(f"{path}/verification", headers={"HX-Request": "true"}).text
    assert alma.get(f"{path}/verification").status_code == 302
    with app.app_context():
        waiting = latest_verification(draft_id)
        assert waiting is not None
        assert waiting.is_active
        keep_verification(draft_id, waiting.draft_revision, ())
    assert alma.get(f"{path}/verification", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    for page in ("constats", "vie"):
        assert "vérifiées jusqu’au bout" in alma.get(f"{path}/{page}").text
    assert alma.get("/espace/regles/projets/99/verification").status_code == 404


def test_what_forbids_publishing_is_said_on_the_page(app: Flask, sign_in: SignIn, draft_id: int) -> None:
    alma, clara = sign_in("Alma"), sign_in("Clara")
    assert post(alma, draft_id, "soumettre")[0] == 303
    error = Finding(FindingKind.UNREACHABLE, Severity.ERROR, ("appui",), details={"facts": "employees"})
    with app.app_context():
        keep_verification(draft_id, get_draft(draft_id).revision, [error])
    page = clara.get(life_path(draft_id)).text
    assert "1 erreur\u00a0: ce projet ne peut pas être publié." in page
    assert "La vérification complète a trouvé des erreurs" in page
    assert "/vie/approuver" not in page
