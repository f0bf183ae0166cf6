"""An aid and a first step as the data files and the rule sets write them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from care_triage.partners.types import Status
from care_triage.triage.records import Text


@dataclass(frozen=True)
class AidSpec:
    """A public aid or procedure.

    `when` are cells, as a rule writes them, that must all hold; with `ways`, those of one way at least must hold too.
    What no fact can tell stands in `also`: it is read by people, never decided. Without `territory` it is for all of
    France.
    """

    slug: str
    name: Text
    operator: Text
    gives: Text
    for_whom: Text
    how: Text
    subjects: tuple[str, ...]
    status: Status
    source: str | None = None
    also: Text | None = None
    when: Mapping[str, str] = field(default_factory=dict)
    ways: tuple[Mapping[str, str], ...] = ()
    territory: tuple[str, ...] = ()
    law: str | None = None
    url: str | None = None
    phone: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def is_verified(self) -> bool:
        """Whether it was checked in a source: what is not says so, and where to ask."""
        return self.status is Status.VERIFIED

    def started(self, on: date) -> bool:
        """Whether it exists already on this day."""
        return self.valid_from is None or self.valid_from <= on

    def ended(self, on: date) -> bool:
        """Whether it is over on this day; the last day counts."""
        return self.valid_until is not None and self.valid_until < on


@dataclass(frozen=True)
class Step:
    """One thing that an owner can do today, with the article it rests on where the law is the reason."""

    text: Text
    law: str | None = None


@dataclass(frozen=True)
class FirstSteps:
    """What an owner can do today about one subject, the most pressing first."""

    slug: str
    steps: tuple[Step, ...]
    status: Status
    source: str | None = None
