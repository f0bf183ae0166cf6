"""What an adviser asks the inbox for, and where a page of a list begins."""

from dataclasses import dataclass
from enum import StrEnum


class Tab(StrEnum):
    """The four piles of an inbox; the value is the word in the address."""

    TODO = "a-traiter"
    OPEN = "en-cours"
    WAITING = "en-attente"
    ENDED = "termines"


@dataclass(frozen=True)
class InboxFilter:
    """One pile; `mine` leaves out what colleagues of the unit follow."""

    tab: Tab = Tab.TODO
    mine: bool = True


@dataclass(frozen=True)
class Place:
    """Where a page of a sorted list begins: after (or before) the row with this key and id."""

    key: str
    id: int
    backwards: bool = False
