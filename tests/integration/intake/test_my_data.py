"""The owner's data: what they take away, and that nothing of them is left anywhere once they asked for it."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, text

from care_triage.cases.companion_types import AppointmentWay, HowItWent, Moment, SlotOffer
from care_triage.cases.events import FollowUpsDue
from care_triage.cases.jobs import follow_up
from care_triage.cases.links import read_owner_token
from care_triage.cases.service.answer_referral import accept_referral
from care_triage.cases.service.appointments import offer_appointment
from care_triage.cases.service.correspond import add_document, post_message
from care_triage.cases.service.opinions import tell_how_it_went
from care_triage.cases.service.work_referral import close_referral
from care_triage.cases.types import Audience, Draft, Outcome, Status, person
from care_triage.infra import clock, outbox
from care_triage.infra.db import db, session
from tests.support.filing import case_of, lead_of, referrals_of
from tests.support.owner import Owner, words
from tests.support.staff import adviser_of

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
# What only this owner would have written, or is.
SECRETS = (
    "zébulon", "Perrin", "nadia.perrin", "+33477999888", "73282932000074", "Quincaillerie Zigzag", "42187",
    "note-sur-zorro", "bilan-zinc", "message-zanzibar", "mot-zeste",
)  # fmt: skip


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


@pytest.fixture
def sent(stocked_app: Flask, owner: Owner) -> str:
    """The page of a request in which a lot has happened."""
    owner.tell("Je dois 40 000 € à l’Urssaf, le zébulon est en panne, à Roanne.").choose("dette-urssaf").answer()
    owner.locate().introduce(phone="04 77 99 98 88", siret="73282932000074", company_name="Quincaillerie Zigzag")
    page = owner.send()
    with stocked_app.app_context():
        outbox.perform_owed()
        _work(read_owner_token(page.rpartition("/")[2]).case_id)
    return page


def _work(case_id: int) -> None:
    lead = lead_of(case_id)
    adviser = adviser_of(lead.unit_id)
    actor = person(adviser, lead.unit_id)
    accept_referral(lead.id, actor)
    post_message(Draft(case_id, Audience.OWNER, "message-zanzibar", actor, None, lead.id))
    post_message(Draft(case_id, Audience.UNIT, "note-sur-zorro", actor, None, lead.id))
    add_document(Draft(case_id, Audience.OWNER, "", actor, None, lead.id), "bilan-zinc.pdf", io.BytesIO(PDF))
    offer = SlotOffer(AppointmentWay.ON_SITE, "Chez Perrin, Roanne", 30, (clock.now() + timedelta(days=9),))
    offer_appointment(lead.id, offer, actor)
    for referral in referrals_of(case_id):
        other = person(adviser_of(referral.unit_id), referral.unit_id)
        if referral.id != lead.id:
            accept_referral(referral.id, other)
        close_referral(referral.id, Outcome.HELPED, "note-sur-zorro", other)
    tell_how_it_went(case_id, Moment.ENDING, HowItWent(words="mot-zeste", shares_words=True))
    outbox.perform_owed()


def found_in_tables(word: str) -> set[str]:
    """Tables that hold the word anywhere, those of the world outside left out."""
    session().rollback()
    outside = {"commune", "commune_name", "former_commune", "postal_code", "area", "rule_set", "applied_catalogue", "unit",
               "partner", "coverage", "person", "learnt_model", "alembic_version"}  # fmt: skip
    found = set()
    for table in sorted(set(inspect(db.engine).get_table_names()) - outside):
        rows = session().execute(text(f'SELECT * FROM "{table}"')).all()
        seen = " ".join(str(value) for row in rows for value in row).lower()
        escaped = json.dumps(word)[1:-1].lower()
        if word.lower() in seen or escaped in seen:
            found.add(table)
    return found


def found_on_disk(app: Flask, word: str) -> list[Path]:
    """Files of the installation, outside its database, that hold the word."""
    folders = [app.config["VAR_DIR"] / name for name in ("documents", "mailbox")]
    files = [path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if word.encode() in path.read_bytes() or word in path.name]


def test_everything_visible_is_taken_away_and_nothing_else(owner: Owner, sent: str) -> None:
    answer = owner.client.get(f"{sent}/donnees.zip")
    assert answer.mimetype == "application/zip"
    package = zipfile.ZipFile(io.BytesIO(answer.data))
    assert package.testzip() is None
    data = json.loads(package.read("donnees.json"))
    assert data["contact"]["email"] == "nadia.perrin@exemple.fr"
    assert "zébulon" in data["story"]
    assert [message["words"] for message in data["messages"]] == ["message-zanzibar"]
    (name,) = (item["file"] for item in data["documents"])
    assert package.read(name) == PDF
    assert "note-sur-zorro" not in package.read("donnees.json").decode() + package.read("a-lire.html").decode()
    assert "message-zanzibar" in package.read("a-lire.html").decode()


def test_erasing_asks_once_more_and_may_be_taken_back(stocked_app: Flask, owner: Owner, sent: str) -> None:
    assert "considérant 26" in words(owner.client.get(f"{sent}/effacer"))
    assert owner.client.post(f"{sent}/effacer", data={}).status_code == 422
    for _twice in range(2):
        assert owner.client.post(f"{sent}/effacer", data={"understood": "y"}).status_code == 303
    assert "Garder mon dossier" in words(owner.client.get(sent))
    owner.client.post(f"{sent}/effacer/annuler")
    with stocked_app.app_context(), clock.pretend(clock.now() + timedelta(days=3)):
        follow_up(FollowUpsDue())
        outbox.perform_owed()
    assert "message-zanzibar" in words(owner.client.get(sent))


def test_nothing_personal_is_left_in_any_table_nor_on_disk(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        case_id = read_owner_token(sent.rpartition("/")[2]).case_id
        case = case_of(case_id)
        secrets = (*SECRETS, case.reference, case.filing_key)
        assert all(found_in_tables(word) for word in SECRETS)
        assert found_on_disk(stocked_app, "nadia.perrin")
    owner.client.post(f"{sent}/effacer", data={"understood": "y"})
    with stocked_app.app_context():
        outbox.perform_owed()
        with clock.pretend(clock.now() + timedelta(hours=25)):
            for _twice in range(2):
                follow_up(FollowUpsDue())
                outbox.perform_owed()
        left = {word: found_in_tables(word) for word in secrets}
        assert {word: tables for word, tables in left.items() if tables} == {}
        assert [path for word in SECRETS for path in found_on_disk(stocked_app, word)] == []
        assert not any((stocked_app.config["VAR_DIR"] / "documents").rglob("*.*"))
        assert case_of(case_id).status is Status.CLOSED
        assert session().scalar(text("SELECT count(*) FROM history_event")) or 0
        assert outbox.owed(timedelta(0)) == []
    gone = owner.client.get(sent)
    assert gone.status_code == 410
    assert "a été effacé" in words(gone)


def test_erasing_an_open_request_withdraws_it_and_tells_who_had_it(stocked_app: Flask, owner: Owner) -> None:
    page = owner.file()
    with stocked_app.app_context():
        outbox.perform_owed()
        case_id = read_owner_token(page.rpartition("/")[2]).case_id
    owner.client.post(f"{page}/effacer", data={"understood": "y"})
    with stocked_app.app_context():
        outbox.perform_owed()
        kinds = {row.kind for row in session().execute(text("SELECT kind FROM mail"))}
        assert {"owner_erasure", "unit_erasure"} <= kinds
        with clock.pretend(clock.now() + timedelta(hours=25)):
            follow_up(FollowUpsDue())
            outbox.perform_owed()
        assert case_of(case_id).status is Status.WITHDRAWN
        assert outbox.owed(timedelta(0)) == []
