"""Who is told by mail of the way of a draft: those who may approve it, those who wrote in it, never who did it."""

from flask import Flask

from care_triage.accounts.service import deactivate_person
from care_triage.accounts.types import SYSTEM
from care_triage.infra import mail, outbox
from care_triage.rulebook.service import life
from tests.integration.rulebook.conftest import Replay, Writing
from tests.integration.rulebook.test_life import approve, change_rank, submit

ALMA, BASILE, CLARA, DORA = (f"{name}@exemple.fr" for name in ("alma", "basile", "clara", "dora"))


def told() -> list[tuple[str, str]]:
    """To whom, and the end of the subject line; forgotten afterwards."""
    outbox.perform_owed()
    found = sorted(
        (str(message["To"]), str(message["Subject"]).rpartition("\u00a0: ")[2]) for _, message in mail.kept()
    )
    for path in mail.mailbox().glob("*.eml"):
        path.unlink()
    return found


def words_to(address: str) -> str:
    outbox.perform_owed()
    (message,) = (message for _, message in mail.kept() if message["To"] == address)
    body = message.get_body(("plain",))
    assert body is not None
    return f"{message['Subject']}\n{body.get_content()}"


def test_those_who_may_approve_are_called(writing: Writing) -> None:
    change_rank(writing)
    submit(writing)
    assert told() == [(CLARA, "un projet attend votre accord"), (DORA, "un projet attend votre accord")]


def test_who_wrote_in_it_is_not_asked_to_approve_it(writing: Writing) -> None:
    change_rank(writing, by=writing.dora)
    submit(writing)
    assert [to for to, _ in told()] == [CLARA]


def test_a_mail_says_the_title_the_way_and_nothing_of_the_rules(writing: Writing) -> None:
    change_rank(writing)
    submit(writing, reason="Parce que l’Urssaf le demande.")
    said = words_to(CLARA)
    assert "Petites entreprises" in said
    assert f"/espace/regles/projets/{writing.draft_id}/vie" in said
    assert "Petites" not in said.splitlines()[0]
    assert "Urssaf" not in said


def test_everyone_who_wrote_hears_what_became_of_it(writing: Writing, replayed: Replay) -> None:
    change_rank(writing)
    change_rank(writing, 31, "pilote", writing.basile)
    submit(writing)
    told()
    life.refuse(writing.draft_id, writing.clara, "Le rang est faux.")
    returned = "votre projet vous est renvoyé"
    assert told() == [(ALMA, returned), (BASILE, returned)]
    change_rank(writing, 32)
    replayed()
    submit(writing)
    told()
    approve(writing)
    assert told() == [(ALMA, "votre projet est approuvé"), (BASILE, "votre projet est approuvé")]
    life.publish(writing.draft_id, writing.clara)
    assert told() == [(ALMA, "votre projet est publié"), (BASILE, "votre projet est publié")]


def test_what_was_taken_back_meanwhile_calls_nobody(writing: Writing) -> None:
    change_rank(writing)
    submit(writing)
    life.take_back(writing.draft_id, writing.alma)
    assert told() == []


def test_who_left_is_not_written_to(writing: Writing) -> None:
    deactivate_person(SYSTEM, writing.dora.user_id)
    change_rank(writing)
    submit(writing)
    assert [to for to, _ in told()] == [CLARA]


def test_the_same_step_is_told_once_and_another_time_again(writing: Writing, app_context: Flask) -> None:
    change_rank(writing)
    for _ in range(2):
        submit(writing)
        assert len(told()) == 2
        assert told() == []
        life.take_back(writing.draft_id, writing.alma)
