"""The data file that turns activity codes into our own words, read once."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Final

from care_triage.firms.policy import Trade, trades_of

TRADES_FILE: Final = Path(__file__).resolve().parent.parent / "data" / "firms" / "activities.toml"


@lru_cache(maxsize=1)
def trades() -> tuple[Trade, ...]:
    """Every trade, in the order of the file."""
    with TRADES_FILE.open("rb") as file:
        return trades_of(tomllib.load(file))
