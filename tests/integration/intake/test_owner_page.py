"""The owner's page: the private link, messages, documents, withdrawal; hostile files stay harmless."""

import gc
import io
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from care_triage.cases.links import OwnerKey, owner_token, read_owner_token
from care_triage.cases.models import Case
from care_triage.cases.service.answer_referral import accept_referral
from care_triage.cases.service.work_referral import wait
from care_triage.cases.types import ReferralStatus, WaitingOn, person
from care_triage.infra import outbox
from care_triage.infra.db import session, transaction
from care_triage.intake.models import RequestDraft
from tests.support.filing import case_of, lead_of
from tests.support.owner import Owner, key_in, words
from tests.support.staff import adviser_of

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


@pytest.fixture
def sent(owner: Owner) -> str:
    """The address of the sent of a request that was sent."""
    return owner.file()


def case_id(sent: str, app: Flask) -> int:
    with app.app_context():
        return read_owner_token(sent.rpartition("/")[2]).case_id


def write(client: FlaskClient, sent: str, body: str = "", **fields: object) -> tuple[int, str]:
    answer = client.post(f"{sent}/message", data={"body": body, **fields}, content_type="multipart/form-data")
    return answer.status_code, words(answer)


def upload(client: FlaskClient, sent: str, content: bytes, name: str) -> tuple[int, str]:
    return write(client, sent, document=(io.BytesIO(content), name))


def kept_files(app: Flask) -> list[Path]:
    folder: Path = app.config["VAR_DIR"] / "documents"
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def test_the_page_says_where_it_stands_and_who_has_it(stocked_app: Flask, owner: Owner, sent: str) -> None:
    assert "Orientation en cours" in words(owner.client.get(sent))
    with stocked_app.app_context():
        outbox.perform_owed()
    shown = words(owner.client.get(sent))
    assert "secteur Roanne a reçu votre demande" in shown
    assert "Au plus tard" in shown


def test_sending_twice_finds_the_first_case(owner: Owner) -> None:
    first = owner.prepare().send()
    answer = owner.client.post(f"/demande/{owner.token}/envoyer")
    assert (answer.status_code, key_in(answer.location)) == (303, key_in(first))
    assert "déjà envoyée" in words(owner.client.get(first))


@pytest.mark.parametrize(
    "step", ["", "/sujets", "/recit", "/lieu", "/contact", "/verifier", "/porte", "/question/activity"]
)
def test_the_back_button_after_sending_leads_to_the_case(owner: Owner, step: str) -> None:
    page = owner.prepare().send()
    answer = owner.client.get(f"/demande/{owner.token}{step}")
    assert answer.status_code == 303
    assert key_in(answer.location) == key_in(page)


@pytest.mark.parametrize("step", ["sujets", "recit", "lieu", "contact", "question/activity"])
def test_a_second_tab_cannot_change_what_was_sent(owner: Owner, step: str) -> None:
    page = owner.prepare().send()
    owner.post(step, {"story": "Autre chose", "place": "Lyon 69003", "subjects": ["recruter"], "answer": "commerce"})
    assert key_in(owner.place) == key_in(page)


def test_the_draft_keeps_no_second_copy_of_what_was_sent(stocked_app: Flask, owner: Owner) -> None:
    owner.file(story="Un secret de famille et des dettes Urssaf")
    with stocked_app.app_context():
        rows = session().scalars(select(RequestDraft.answers)).all()
    assert rows
    assert "secret" not in str(rows)


@pytest.mark.parametrize("token", ["x", "WzEsMV0", "WzEsMV0.aaaa.bbbb", "é", "%00", "..%2f..", "a" * 5000])
def test_a_forged_link_opens_nothing(stocked_client: FlaskClient, token: str) -> None:
    for path in ("", "/retrait", "/document/1"):
        answer = stocked_client.get(f"/suivi/{token}{path}")
        assert answer.status_code in (400, 404)


def test_the_link_of_another_case_cannot_be_guessed_from_ones_own(owner: Owner, sent: str) -> None:
    forged = sent[:-3] + ("aaa" if not sent.endswith("aaa") else "bbb")
    answer = owner.client.get(forged)
    assert answer.status_code == 404
    assert "n’est pas valable" in words(answer)


def test_an_expired_link_says_so(stocked_app: Flask, owner: Owner, sent: str) -> None:
    stocked_app.config["OWNER_LINK_DAYS"] = -1
    answer = owner.client.get(sent)
    assert answer.status_code == 403
    assert "a expiré" in words(answer)


def test_a_replaced_link_no_longer_opens(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        id_ = read_owner_token(sent.rpartition("/")[2]).case_id
        with transaction() as current:
            current.execute(update(Case).where(Case.id == id_).values(link_version=2))
        fresh = owner_token(OwnerKey(id_, 2))
    assert owner.client.get(sent).status_code == 403
    assert write(owner.client, sent, "Bonjour")[0] == 403
    assert owner.client.get(f"/suivi/{fresh}").status_code == 200


def test_a_link_to_a_case_that_is_gone_is_not_found(stocked_app: Flask, stocked_client: FlaskClient) -> None:
    with stocked_app.app_context():
        tokens = [owner_token(OwnerKey(number, 1)) for number in (999_999, 0, -1)]
    for token in tokens:
        assert stocked_client.get(f"/suivi/{token}").status_code == 404


def test_a_message_is_shown_and_told(owner: Owner, sent: str) -> None:
    assert write(owner.client, sent, "Voici mes chiffres 📈 <b>urgents</b>")[0] == 303
    shown = owner.client.get(sent)
    assert "Voici mes chiffres 📈 <b>urgents</b>" in words(shown) or "&lt;b&gt;" in shown.get_data(as_text=True)
    assert "<b>urgents" not in shown.get_data(as_text=True)


@pytest.mark.parametrize(
    ("body", "message"),
    [("", "Écrivez votre message"), ("  \x00 ", "Écrivez votre message"), ("m" * 5001, "trop long")],
)
def test_a_message_that_cannot_be_sent_is_given_back(owner: Owner, sent: str, body: str, message: str) -> None:
    status, shown = write(owner.client, sent, body)
    assert status == 422
    assert message in shown
    assert body.strip(" \x00") in shown


def test_a_message_wakes_the_referral_that_waited_for_it(stocked_app: Flask, owner: Owner, sent: str) -> None:
    id_ = case_id(sent, stocked_app)
    with stocked_app.app_context():
        outbox.perform_owed()
        lead = lead_of(id_)
        adviser = adviser_of(lead.unit_id)
        accept_referral(lead.id, person(adviser, lead.unit_id))
        wait(lead.id, WaitingOn.OWNER, None, person(adviser, lead.unit_id))
    assert "attend votre réponse" in words(owner.client.get(sent))
    assert write(owner.client, sent, "La voici")[0] == 303
    with stocked_app.app_context():
        woken = lead_of(id_)
        assert woken.status is ReferralStatus.ACCEPTED
        assert woken.due_at is not None


def test_a_document_is_kept_outside_the_web_under_a_random_name(stocked_app: Flask, owner: Owner, sent: str) -> None:
    assert upload(owner.client, sent, PDF, "../../etc/bilan 2025.PDF")[0] == 303
    (kept,) = kept_files(stocked_app)
    assert "bilan" not in kept.name
    assert not kept.is_relative_to(Path(stocked_app.root_path))
    shown = owner.client.get(sent)
    assert "bilan 2025.pdf" in words(shown)
    link = shown.get_data(as_text=True).partition(f"{sent}/document/")[2].partition('"')[0]
    answer = owner.client.get(f"{sent}/document/{link}")
    assert answer.status_code == 200
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/pdf"
    assert "no-store" in answer.headers.get("Cache-Control", "")


def docm() -> bytes:
    """A zip archive that is no office document."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("run.exe", "MZ")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script></html>", "bilan.pdf"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "logo.svg"),
        (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "photo.png"),
        (b"MZ\x90\x00" + b"\x00" * 100, "facture.pdf"),
        (b"\x7fELF" + b"\x00" * 100, "scan.jpg"),
        (b"#!/bin/sh\nrm -rf /\n", "notes.docx"),
        (b"GIF89a" + b"\x00" * 20, "anim.gif"),
        (docm(), "bilan.docx"),
        (b"just words", "lettre.txt"),
        (b"\x00" * 50, "vide.pdf"),
    ],
)
def test_a_file_that_is_not_what_we_take_is_refused(
    stocked_app: Flask, owner: Owner, sent: str, content: bytes, name: str
) -> None:
    status, shown = write(owner.client, sent, "Mon mot", document=(io.BytesIO(content), name))
    assert status == 422
    assert "Nous ne pouvons pas recevoir ce fichier" in shown
    assert "Mon mot" in shown
    assert kept_files(stocked_app) == []


def test_a_polyglot_is_only_ever_what_its_content_says(owner: Owner, sent: str) -> None:
    polyglot = PNG + b"<html><script>alert(1)</script>"
    assert upload(owner.client, sent, polyglot, "page.html")[0] == 303
    shown = owner.client.get(sent)
    assert "page.png" in words(shown)
    link = shown.get_data(as_text=True).partition(f"{sent}/document/")[2].partition('"')[0]
    answer = owner.client.get(f"{sent}/document/{link}")
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_empty_file_is_said_to_be_empty(owner: Owner, sent: str) -> None:
    status, shown = upload(owner.client, sent, b"", "bilan.pdf")
    assert status == 422
    assert "vide" in shown


# Werkzeug leaves the temporary file of a body that is cut short to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("size", [10 * 1024 * 1024 + 1, 11 * 1024 * 1024 + 1])
def test_a_file_too_large_is_refused_with_its_limit(stocked_app: Flask, owner: Owner, sent: str, size: int) -> None:
    status, shown = upload(owner.client, sent, PDF + b"\x00" * (size - len(PDF)), "bilan.pdf")
    gc.collect()
    assert status == 413
    assert "10 Mo" in shown
    assert kept_files(stocked_app) == []


def test_a_refused_file_leaves_no_message_behind(owner: Owner, sent: str) -> None:
    write(owner.client, sent, "Un mot seul", document=(io.BytesIO(b"MZ"), "x.exe"))
    assert "Un mot seul" not in words(owner.client.get(sent))


@pytest.mark.parametrize(
    "name", ["", ".", "....", "a" * 400 + ".pdf", "é\u202egnp.exe.pdf", "con.pdf", "a/b\\c.pdf", "\x00.pdf"]
)
def test_any_name_of_a_file_becomes_a_safe_one(owner: Owner, sent: str, name: str) -> None:
    status, _shown = upload(owner.client, sent, PDF, name)
    assert status in ((303,) if name else (303, 422))
    assert owner.client.get(sent).status_code == 200


def test_documents_of_others_are_not_found(owner: Owner, sent: str) -> None:
    upload(owner.client, sent, PDF, "bilan.pdf")
    number = owner.client.get(sent).get_data(as_text=True).partition(f"{sent}/document/")[2].partition('"')[0]
    other = Owner(owner.client).file()
    assert owner.client.get(f"{other}/document/{number}").status_code == 404


@pytest.mark.parametrize("number", ["0", "999999999", "9" * 25, "9" * 400, "-1", "x"])
def test_a_document_number_that_cannot_be_is_not_found(owner: Owner, sent: str, number: str) -> None:
    assert owner.client.get(f"{sent}/document/{number}").status_code == 404


def test_withdrawing_asks_first_and_tells_everyone(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        outbox.perform_owed()
    assert "Retirer ma demande" in words(owner.client.get(f"{sent}/retrait"))
    answer = owner.client.post(f"{sent}/retrait")
    assert (answer.status_code, answer.location) == (303, sent)
    shown = words(owner.client.get(sent))
    assert "Votre demande est retirée" in shown
    assert "Écrire ou envoyer" in shown
    with stocked_app.app_context():
        assert case_of(case_id(sent, stocked_app)).closed_at is not None


def test_withdrawing_twice_changes_nothing_and_frightens_nobody(owner: Owner, sent: str) -> None:
    owner.client.post(f"{sent}/retrait")
    again = owner.client.post(f"{sent}/retrait")
    assert (again.status_code, again.location) == (303, sent)
    assert owner.client.get(f"{sent}/retrait").status_code in (200, 303)


def test_nothing_is_added_to_a_withdrawn_request(owner: Owner, sent: str) -> None:
    owner.client.post(f"{sent}/retrait")
    status, shown = write(owner.client, sent, "Finalement…")
    assert status == 409
    assert "n’est pas parti" in shown
    assert "Finalement…" in shown


def test_the_page_is_never_kept_by_a_shared_cache_nor_found_by_a_search_engine(owner: Owner, sent: str) -> None:
    answer = owner.client.get(sent)
    cache = answer.headers.get("Cache-Control", "")
    assert "no-store" in cache or "private" in cache
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")


def test_an_english_owner_reads_english_errors(owner: Owner, sent: str) -> None:
    owner.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert owner.client.get(sent[:-2]).status_code == 404
