"""`/sante` tells machines whether the installation can serve."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy.exc import OperationalError

from care_triage.infra import health


def test_all_is_well(client: FlaskClient) -> None:
    answer = client.get("/sante")
    assert answer.status_code == 200
    assert answer.json == {"ok": True, "database": True, "queue": True}


def test_without_the_queue_pages_are_still_served(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["care_broker"], "redis", Redis(unix_socket_path="/nowhere/valkey.sock"))
    answer = client.get("/sante")
    assert answer.status_code == 200
    assert answer.json == {"ok": True, "database": True, "queue": False}


def test_without_the_database_nothing_is(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("SELECT 1", {}, ConnectionError("gone"))

    monkeypatch.setattr(health, "session", gone)
    assert client.get("/sante").status_code == 503
