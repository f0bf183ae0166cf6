"""The test databases themselves: each test starts clean, on both backends."""

import pytest
import redis
from flask import Flask
from sqlalchemy import text

from care_triage.infra.db import session


@pytest.mark.parametrize("round_", [1, 2])
def test_what_a_test_writes_is_gone_for_the_next(app_context: Flask, round_: int) -> None:
    assert session().execute(text("SELECT 1")).scalar() == 1


def test_the_backend_is_the_one_asked_for(app: Flask, backend: str) -> None:
    assert app.config["SQLALCHEMY_DATABASE_URI"].startswith(backend)


def test_the_redis_protocol_server_is_real_and_empty(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as server:
        assert server.dbsize() == 0
