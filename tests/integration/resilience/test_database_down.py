"""The database is out of reach for a moment: people read a calm page, programs wait, then all goes on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import make_url

from care_triage.infra.db import db
from tests.integration.resilience.aftermath import check_case, check_mailbox, file_case, is_all_done
from tests.integration.resilience.processes import Processes, until
from tests.support.owner import words

_STORY = {"story": "Je dois de l’argent à l’Urssaf."}


@contextmanager
def _closed(site: Flask) -> Iterator[None]:
    """Nobody reaches the database, and who was connected is thrown out."""
    url = make_url(site.config["SQLALCHEMY_DATABASE_URI"])
    name, socket_dir = str(url.database), str(url.query["host"])
    with psycopg.connect(host=socket_dir, user="care", dbname="postgres", autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            yield
        finally:
            admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@pytest.mark.parametrize("backend", ["postgresql"])
def test_people_read_a_calm_page_and_may_come_back(site: Flask) -> None:
    client = site.test_client()
    assert client.post("/demande", data=_STORY).status_code == 303
    with _closed(site):
        answer = client.post("/demande", data=_STORY)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "momentanément indisponible" in words(answer)
        assert client.get("/sante").status_code == 503
    assert client.get("/sante").status_code == 200
    assert client.post("/demande", data=_STORY).status_code == 303


@pytest.mark.parametrize("backend", ["postgresql"])
def test_nobody_notices_a_server_that_restarted_while_all_rested(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("care_triage.infra.db.RESTED", 0.0)
    client = site.test_client()
    assert client.post("/demande", data=_STORY).status_code == 303
    with _closed(site):
        pass
    assert client.post("/demande", data=_STORY).status_code == 303


@pytest.mark.parametrize("backend", ["postgresql"])
def test_programs_wait_for_it_and_go_on(site: Flask, processes: Processes) -> None:
    children = [processes.worker(), processes.scheduler()]
    with site.app_context():
        first = file_case()
        until(is_all_done)
        with _closed(site):
            until(lambda: "database unreachable" in processes.logged())
        second = file_case()
        until(is_all_done)
        assert check_case(first) == check_case(second)
        check_mailbox()
    assert [child.poll() for child in children] == [None, None]


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_file_that_another_program_holds_too_long_is_told_the_same_way(site: Flask) -> None:
    client, path = site.test_client(), make_url(site.config["SQLALCHEMY_DATABASE_URI"]).database
    assert path is not None
    other = sqlite3.connect(path, isolation_level=None)
    with closing(other), site.app_context():
        _wait_less(site)
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/").status_code == 200, "reading goes on"
        assert client.post("/demande", data=_STORY).status_code == 503
        other.execute("ROLLBACK")
        assert client.post("/demande", data=_STORY).status_code == 303


def _wait_less(site: Flask) -> None:
    """Ten seconds are long in a test."""

    @event.listens_for(db.engine, "checkout")
    def shorten(connection: sqlite3.Connection, *_rest: object) -> None:
        connection.execute("PRAGMA busy_timeout=200")
