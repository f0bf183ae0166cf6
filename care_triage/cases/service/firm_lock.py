"""Requests of one firm take turns: two sent at the same instant see each other."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import func, select

from care_triage.infra.db import connection


def lock_firm(keys: Iterable[str]) -> None:
    """Wait until nobody else files under one of these keys; held until the transaction ends.

    SQLite has one writer at a time already.
    """
    current = connection()
    if current.dialect.name != "postgresql":
        return
    # In one order, so that two requests with two keys in common never wait for each other.
    for number in sorted({_number(key) for key in keys}):
        current.execute(select(func.pg_advisory_xact_lock(number)))


def _number(key: str) -> int:
    return int.from_bytes(sha256(f"care-firm:{key}".encode()).digest()[:8], "big", signed=True)
