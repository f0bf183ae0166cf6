"""`make run` says in one sentence what is wrong before it starts anything."""

import os
import socket
from pathlib import Path

import pytest

from tools import run, valkey
from tools.refusal import Refusal


def test_without_settings_everything_lies_in_one_folder(tmp_path: Path) -> None:
    settings = run._settings({"CARE_VAR_DIR": str(tmp_path / "var")})
    assert settings["CARE_DATABASE_URL"] == f"sqlite:///{tmp_path / 'var' / 'care.db'}"
    assert settings["CARE_REDIS_URL"].startswith("unix:///")
    assert settings["CARE_DEMO"] == "1"
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0


def test_what_is_set_is_kept(tmp_path: Path) -> None:
    given = {"CARE_VAR_DIR": str(tmp_path), "CARE_DEMO": "0", "CARE_REDIS_URL": "redis://queue:6379/0", "PORT": "9000"}
    assert given.items() <= run._settings(given).items()


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "80 00"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(Refusal, match="PORT is"):
        run._settings({"CARE_VAR_DIR": str(tmp_path), "PORT": port})


def test_a_taken_port_is_told() -> None:
    with socket.socket() as other:
        other.bind((run.HOST, 0))
        other.listen()
        with pytest.raises(Refusal, match="is taken by another program"):
            run._refuse_taken(other.getsockname()[1])


def test_a_second_run_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with run._alone(tmp_path), pytest.raises(Refusal, match="already runs on"), run._alone(tmp_path):
        pass
    with run._alone(tmp_path):
        pass


def test_a_socket_in_a_deep_folder_moves_to_a_short_private_one(tmp_path: Path) -> None:
    assert valkey.socket_path(Path("/short")) == Path("/short/valkey.sock")
    deep = tmp_path / ("deep" * 30)
    moved = valkey.socket_path(deep)
    try:
        assert len(os.fsencode(moved)) < 104
        assert moved == valkey.socket_path(deep)
        assert moved.parent.stat().st_mode & 0o077 == 0
    finally:
        moved.parent.rmdir()
