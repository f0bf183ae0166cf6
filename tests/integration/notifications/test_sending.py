"""Sending: once, whatever dies on the way; one bad address holds nobody up."""

import smtplib
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import delete, select

from care_triage.infra import clock, mail, outbox, queue, worker
from care_triage.infra.attempts import IN_HAND
from care_triage.infra.db import session, transactional
from care_triage.infra.mail import deliver
from care_triage.infra.models import OutboxRow
from care_triage.notifications import jobs
from care_triage.notifications.events import ClaimsDue, MailOwed
from care_triage.notifications.models import Mail
from care_triage.notifications.policy import CLAIM_LASTS, GIVES_UP_AFTER
from care_triage.notifications.service.owe_mail import owe_mail
from care_triage.notifications.types import Kind, WrittenMail


class Killed(BaseException):
    """The worker died here."""


def _owe(key: str = "a", to: str = "a@exemple.fr") -> int:
    owe_mail(WrittenMail(key, Kind.OWNER_LINK, None, to, "Objet", "Texte", "<p>Texte</p>"))
    mail_id = session().scalar(select(Mail.id).where(Mail.key == key))
    session().rollback()
    assert mail_id is not None
    return mail_id


def _row(mail_id: int) -> Mail:
    session().rollback()
    return session().scalars(select(Mail).where(Mail.id == mail_id).execution_options(populate_existing=True)).one()


def _arrived() -> list[str]:
    return sorted(str(message["To"]) for _, message in mail.kept())


def test_a_mail_owed_twice_is_one_mail(app_context: Flask) -> None:
    assert _owe() == _owe()
    outbox.perform_owed()
    assert _arrived() == ["a@exemple.fr"]


def test_a_mail_already_sent_is_not_sent_again(app_context: Flask) -> None:
    mail_id = _owe()
    outbox.perform_owed()
    for path in mail.mailbox().iterdir():
        path.unlink()
    jobs.send_mail(MailOwed(mail_id))
    assert _arrived() == []


def test_a_worker_killed_after_delivery_leaves_one_mail(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    mail_id = _owe()
    identities = _die_after_the_first_delivery(monkeypatch)
    with pytest.raises(Killed):
        outbox.perform_owed()
    session().rollback()
    jobs.send_mail(MailOwed(mail_id))
    assert len(identities) == 1, "its claim is fresh: the first worker may still be alive"
    with clock.pretend(clock.now() + IN_HAND):
        outbox.perform_owed()
    assert _row(mail_id).sent_at is not None
    assert len(identities) == 2
    assert len(set(identities)) == 1
    assert len(_arrived()) == 1


def test_a_mail_that_a_dead_worker_held_is_owed_again(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    mail_id = _owe()
    _die_after_the_first_delivery(monkeypatch)
    with pytest.raises(Killed):
        jobs.send_mail(MailOwed(mail_id))
    session().rollback()
    _forget_the_outbox()
    with clock.pretend(clock.now() + CLAIM_LASTS):
        _look_for_dead_claims()
        _look_for_dead_claims()
        outbox.perform_owed()
    assert _row(mail_id).sent_at is not None
    assert len(_arrived()) == 1


def _die_after_the_first_delivery(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every Message-ID that was handed over, the first by somebody who died right after."""
    identities: list[str] = []

    def deliver_then_die(message: EmailMessage) -> None:
        identities.append(str(message["Message-ID"]))
        deliver(message)
        if len(identities) == 1:
            raise Killed

    monkeypatch.setattr(jobs, "deliver", deliver_then_die)
    return identities


@transactional
def _forget_the_outbox() -> None:
    session().execute(delete(OutboxRow))


@transactional
def _look_for_dead_claims() -> None:
    jobs.look_for_dead_claims(ClaimsDue())


def test_the_next_attempt_of_the_outbox_finds_a_dead_workers_mail_free() -> None:
    assert CLAIM_LASTS < IN_HAND


def test_a_server_that_does_not_answer_is_asked_again(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    mail_id = _owe()

    def refuse(_message: EmailMessage) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "deliver", refuse)
        outbox.perform_owed()
    assert _row(mail_id).claimed_at is None
    assert session().scalars(select(OutboxRow.attempts)).one() == 1
    session().rollback()
    with clock.pretend(clock.now() + timedelta(minutes=1)):
        outbox.perform_owed()
    assert _arrived() == ["a@exemple.fr"]


def test_one_refused_address_holds_nobody_up(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = _owe("bad", "nobody@exemple.fr"), _owe("good", "a@exemple.fr")

    def refuse_one(message: EmailMessage) -> None:
        if message["To"] == "nobody@exemple.fr":
            raise smtplib.SMTPRecipientsRefused({"nobody@exemple.fr": (550, b"no such user")})
        deliver(message)

    monkeypatch.setattr(jobs, "deliver", refuse_one)
    outbox.perform_owed()
    assert _row(good).sent_at is not None
    assert _row(bad).given_up_at is not None
    assert _row(bad).sent_at is None
    assert outbox.owed(timedelta(0)) == []


def test_an_address_that_would_forge_a_header_is_given_up(app_context: Flask) -> None:
    mail_id = _owe("forged", "a@exemple.fr\nBcc: b@exemple.fr")
    outbox.perform_owed()
    assert _row(mail_id).given_up_at is not None
    assert _arrived() == []


def test_after_days_of_silence_a_mail_is_given_up(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    mail_id = _owe()

    def refuse(_message: EmailMessage) -> None:
        raise TimeoutError

    monkeypatch.setattr(jobs, "deliver", refuse)
    with clock.pretend(clock.now() + GIVES_UP_AFTER + timedelta(hours=1)):
        outbox.perform_owed()
    assert _row(mail_id).given_up_at is not None


def test_with_the_queue_down_mails_leave_later_once(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(app_context.extensions["care_broker"], "silent_until", float("inf"))
        _owe()
    assert _arrived() == []
    assert queue.waiting() == queue.Waiting(work=0, repairs=0)
    with clock.pretend(clock.now() + timedelta(minutes=1)):
        assert outbox.sweep() == 1
    worker.work(burst=True)
    worker.work(burst=True)
    assert _arrived() == ["a@exemple.fr"]
