"""Argon2: what is stored, and how many at a time."""

import threading
import time
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask

from care_triage.accounts.errors import SignInBusy
from care_triage.accounts.service import hashing


@pytest.fixture(autouse=True)
def small_hashes() -> Iterator[Flask]:
    """Just enough of an application to read the cost of a hash."""
    app = Flask(__name__)
    app.config["ARGON2_MEMORY_KIB"] = 64
    with app.app_context():
        yield app


def test_the_hash_is_argon2id_and_differs_each_time() -> None:
    first, second = hashing.hash_password("cheval pile"), hashing.hash_password("cheval pile")
    assert first.startswith("$argon2id$v=19$m=64,t=3,p=1$")
    assert first != second
    assert hashing.verify(first, "cheval pile")
    assert not hashing.verify(first, "cheval pilé")


def test_the_same_accent_typed_on_another_keyboard_is_the_same_password() -> None:
    assert hashing.verify(hashing.hash_password("e\u0301toile du berger"), "\u00e9toile du berger")


def test_nobody_signs_in_where_no_hash_is_stored() -> None:
    assert not hashing.verify(None, "nobody has this password")
    assert not hashing.verify("not a hash", "anything")


def test_a_hash_of_other_costs_is_outdated(small_hashes: Flask) -> None:
    stored = hashing.hash_password("cheval pile")
    assert not hashing.is_outdated(stored)
    small_hashes.config["ARGON2_MEMORY_KIB"] = 128
    assert hashing.is_outdated(stored)
    assert hashing.verify(stored, "cheval pile")


class _SlowHasher(PasswordHasher):
    """Counts how many hashes are under way."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.now, self.most, self.lock = 0, 0, threading.Lock()

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.02)
        with self.lock:
            self.now -= 1
        return super().hash(password, salt=salt)


def test_no_more_than_two_hashes_run_at_once(small_hashes: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = _SlowHasher()
    monkeypatch.setattr(hashing, "_hasher", lambda: hasher)

    def hash_one() -> None:
        with small_hashes.app_context():
            hashing.hash_password("cheval pile")

    threads = [threading.Thread(target=hash_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hasher.most == hashing.AT_ONCE


def test_whoever_finds_no_place_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "PATIENCE_S", 0.01)
    monkeypatch.setattr(hashing, "_room", threading.BoundedSemaphore(1))
    with hashing._place(), pytest.raises(SignInBusy):
        hashing.hash_password("cheval pile")
    assert hashing.hash_password("cheval pile")
