"""The rule sets that were published, newest first, without their documents."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from care_triage.accounts.models import Person
from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.triage.models import PublishedRuleSet


@dataclass(frozen=True)
class VersionRow:
    """One published rule set: when, by whom, why, and from when it answers."""

    id: int
    version: int
    fingerprint: str
    note: str
    published_at: datetime
    effective_at: datetime
    withdrawn_at: datetime | None
    published_by: str | None
    is_current: bool
    is_future: bool

    @property
    def is_first(self) -> bool:
        """Whether it also answers for the time before it."""
        return self.effective_at < self.published_at


def versions() -> tuple[VersionRow, ...]:
    """Every published version, newest first."""
    query = (
        select(
            PublishedRuleSet.id, PublishedRuleSet.version, PublishedRuleSet.fingerprint, PublishedRuleSet.note,
            PublishedRuleSet.published_at, PublishedRuleSet.effective_at, PublishedRuleSet.withdrawn_at, Person.name,
        )
        .outerjoin(Person, Person.id == PublishedRuleSet.published_by_id)
        .order_by(PublishedRuleSet.version.desc())
    )  # fmt: skip
    found, now = session().execute(query).all(), clock.now()
    current = next((row.id for row in found if row.effective_at <= now and row.withdrawn_at is None), None)
    return tuple(
        VersionRow(*row, is_current=row.id == current, is_future=row.effective_at > now and row.withdrawn_at is None)
        for row in found
    )


def find_version(number: int) -> VersionRow | None:
    """The version with this number."""
    return next((row for row in versions() if row.version == number), None)
