"""Requests of one firm take turns: two sent at the same instant see each other."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import ARRAY, BigInteger, bindparam, func, select

from care_triage.infra.db import connection

# In one order, so that two requests with two keys in common never wait for each other.
_NUMBERS = select(func.unnest(bindparam("numbers", type_=ARRAY(BigInteger))).label("number")).order_by("number")
_LOCK = select(func.pg_advisory_xact_lock(_NUMBERS.subquery().c.number))


def lock_firm(keys: Iterable[str]) -> None:
    """Wait until nobody else files under one of these keys; held until the transaction ends.

    SQLite has one writer at a time already.
    """
    current = connection()
    if current.dialect.name != "postgresql":
        return
    current.execute(_LOCK, {"numbers": sorted({_number(key) for key in keys})})


def _number(key: str) -> int:
    return int.from_bytes(sha256(f"care-firm:{key}".encode()).digest()[:8], "big", signed=True)
