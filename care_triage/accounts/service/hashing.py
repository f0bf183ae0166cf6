"""Argon2 hashes of passwords: slow and hungry on purpose, hence only a few at a time."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app

from care_triage.accounts.errors import SignInBusy

AT_ONCE = 2
"""Hashes computed at the same time by one process: each holds ARGON2_MEMORY_KIB for about a fifth of a second."""
PATIENCE_S = 5.0

_room = BoundedSemaphore(AT_ONCE)


def hash_password(password: str) -> str:
    """The hash to store. Raises SignInBusy when no place frees up in time."""
    with _place():
        return _hasher().hash(_normalised(password))


def verify(stored: str | None, password: str) -> bool:
    """Whether `password` is the one that was hashed.

    Takes as long when nothing is stored, so that a clock cannot tell who has an account.
    Raises SignInBusy when no place frees up in time.
    """
    with _place():
        try:
            _hasher().verify(stored or _decoy(_memory()), _normalised(password))
        except (VerifyMismatchError, InvalidHashError):
            return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other costs than today's, and should be made again."""
    return _hasher().check_needs_rehash(stored)


@contextmanager
def _place() -> Iterator[None]:
    if not _room.acquire(timeout=PATIENCE_S):
        raise SignInBusy
    try:
        yield
    finally:
        _room.release()


def _normalised(password: str) -> str:
    # The same « é » is typed as one character or as two, depending on the keyboard (NIST SP 800-63B 5.1.1.2).
    return unicodedata.normalize("NFKC", password)


def _memory() -> int:
    memory: int = current_app.config["ARGON2_MEMORY_KIB"]
    return memory


def _hasher() -> PasswordHasher:
    return _hasher_of(_memory())


@lru_cache
def _hasher_of(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=3, memory_cost=memory_kib, parallelism=1)


@lru_cache
def _decoy(memory_kib: int) -> str:
    return _hasher_of(memory_kib).hash("nobody has this password")
