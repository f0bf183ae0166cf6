"""The test databases themselves: real, one for each backend, clean again for each test."""

import pytest
import redis
from flask import Flask
from sqlalchemy import func, select

from care_triage.infra.db import session, transaction
from care_triage.partners.models import Partner
from tests.support.redis_server import RedisServer
from tests.support.servers import AnyServers


def _partners() -> int:
    return session().execute(select(func.count()).select_from(Partner)).scalar_one()


@pytest.mark.parametrize("round_", [1, 2])
def test_what_a_test_writes_is_gone_for_the_next(app_context: Flask, round_: int) -> None:
    assert _partners() == 0
    with transaction() as current:
        current.add(Partner(slug="urssaf", kind="urssaf", name="Urssaf"))
    assert _partners() == 1


def test_the_backend_is_the_one_asked_for(app: Flask, backend: str) -> None:
    assert app.config["SQLALCHEMY_DATABASE_URI"].startswith(backend)


def test_the_redis_protocol_server_is_real_and_empty(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as server:
        assert server.dbsize() == 0
        server.set("left", "behind")


def test_the_redis_protocol_server_is_emptied(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as server:
        assert not server.exists("left")


def test_a_setting_changed_by_a_test_is_put_back(app: Flask) -> None:
    assert "LEFT_BEHIND" not in app.config
    app.config["LEFT_BEHIND"] = True


def test_servers_listen_on_private_sockets_only(servers: AnyServers) -> None:
    assert servers.valkey_socket.is_socket()
    assert next(servers.postgres_dir.glob(".s.PGSQL.*")).is_socket()


def test_a_server_killed_in_the_middle_comes_back_with_what_it_held(own_redis: RedisServer) -> None:
    with redis.Redis.from_url(own_redis.url) as client:
        client.set("kept", "yes")
        # An installation loses at most a second; wait for the file as `everysec` would.
        client.execute_command("WAITAOF", 1, 0, 3000)
        own_redis.kill()
        with pytest.raises(redis.ConnectionError):
            client.ping()
        own_redis.start()
        assert client.get("kept") == b"yes"


def test_an_application_on_a_server_of_its_own_shares_the_database(app: Flask, own_redis_app: Flask) -> None:
    assert own_redis_app.config["SQLALCHEMY_DATABASE_URI"] == app.config["SQLALCHEMY_DATABASE_URI"]
    with own_redis_app.app_context(), transaction() as current:
        current.add(Partner(slug="urssaf", kind="urssaf", name="Urssaf"))
    with app.app_context():
        assert _partners() == 1
