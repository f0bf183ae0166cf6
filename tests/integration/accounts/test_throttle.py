"""Guessing is slowed down, for one person and for one address, with Redis and without."""

from pathlib import Path

import pytest
import redis
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from redis.exceptions import ConnectionError as RedisConnectionError

from care_triage.accounts import service
from care_triage.web import limits
from tests.integration.accounts.conftest import PASSWORD, Register, sign_in


def _fail(client: FlaskClient, name: str, times: int, address: str = "192.0.2.1") -> list[int]:
    form = {"email": f"{name}@exemple.fr", "password": "wrong"}
    return [
        client.post("/connexion", data=form, environ_base={"REMOTE_ADDR": address}).status_code for _ in range(times)
    ]


def test_the_eleventh_failure_for_one_person_is_refused_from_anywhere(client: FlaskClient, register: Register) -> None:
    register("Ada")
    statuses = [_fail(client, "ADA", 1, address=f"192.0.2.{number}")[0] for number in range(1, 12)]
    assert statuses == [422] * 10 + [429]
    answer = client.post("/connexion", data={"email": "ada@exemple.fr", "password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 601
    assert "Réessayez dans" in answer.text
    assert 'value="ada@exemple.fr"' in answer.text
    assert _fail(client, "someone-else", 1) == [422]


def test_one_address_may_not_try_many_people(client: FlaskClient) -> None:
    statuses = [_fail(client, f"person{number}", 1)[0] for number in range(51)]
    assert statuses == [422] * 50 + [429]
    assert _fail(client, "person99", 1, address="198.51.100.7") == [422]


def test_one_ipv6_network_counts_as_one_visitor(client: FlaskClient) -> None:
    statuses = [_fail(client, f"p{number}", 1, address=f"2001:db8::{number:x}")[0] for number in range(51)]
    assert statuses[-1] == 429


def test_success_is_not_counted(client: FlaskClient, register: Register) -> None:
    register("Ada")
    assert [sign_in(client, "Ada") for _ in range(15)] == [303] * 15


def test_the_door_opens_again_after_ten_minutes(
    client: FlaskClient, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register("Ada")
    monkeypatch.setattr(limits.Counters, "ask", _memory_only)
    with time_machine.travel("2026-11-24T12:00:00+00:00", tick=False) as clock:
        assert _fail(client, "ada", 11)[-1] == 429
        clock.shift(601)
        assert sign_in(client, "Ada") == 303


_memory_only = lambda counters, question: question(counters._own)  # noqa: E731


def test_with_redis_down_this_process_counts(
    app: Flask, client: FlaskClient, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register("Ada")
    monkeypatch.setitem(app.extensions, "care_limits", limits.Counters(f"unix://{tmp_path}/nobody.sock"))
    assert _fail(client, "ada", 11) == [422] * 10 + [429]


def test_redis_is_not_asked_again_at_once_after_it_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counters = limits.Counters(f"unix://{tmp_path}/nobody.sock")
    asked = 0

    def refuse(_key: str) -> int:
        nonlocal asked
        asked += 1
        raise RedisConnectionError("down")

    monkeypatch.setattr(counters._shared.storage, "get", refuse)
    assert [counters.ask(lambda counter: counter.storage.get("x")) for _ in range(5)] == [0] * 5
    assert asked == 1


def test_no_address_and_no_mail_address_rests_in_redis(client: FlaskClient, register: Register, redis_url: str) -> None:
    register("Ada")
    _fail(client, "ada", 2)
    with redis.Redis.from_url(redis_url) as server:
        keys = b" ".join(server.keys("LIMITS*"))
    assert keys
    assert b"exemple.fr" not in keys


def test_too_many_hashes_at_once_is_a_503_that_keeps_the_address(
    client: FlaskClient, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register("Ada")
    monkeypatch.setattr(service.hashing, "PATIENCE_S", 0.01)
    monkeypatch.setattr(service.hashing, "AT_ONCE", 0)
    room = service.hashing._room
    with_all_places = [room.acquire(blocking=False) for _ in range(2)]
    try:
        answer = client.post("/connexion", data={"email": "ada@exemple.fr", "password": PASSWORD})
    finally:
        for _ in with_all_places:
            room.release()
    assert answer.status_code == 503
    assert 'value="ada@exemple.fr"' in answer.text


def test_asking_for_links_is_limited_by_address_of_mail(client: FlaskClient, register: Register) -> None:
    register("Ada")
    statuses = [client.post("/mot-de-passe", data={"email": "ada@exemple.fr"}).status_code for _ in range(4)]
    assert statuses == [303, 303, 303, 429]
