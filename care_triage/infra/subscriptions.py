"""Which jobs follow which event, and how a stored row finds them again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from care_triage.infra.models import OutboxRow

Event = Any
Job = Callable[[Any], None]


def external(job: Job) -> Job:
    """Mark a job that talks to the outside world: it runs between transactions, and claims its own work."""
    job.__dict__["external"] = True
    return job


def name_of(thing: type | Job) -> str:
    """How an event class or a job is called in a row."""
    return f"{thing.__module__.removeprefix('care_triage.')}.{thing.__qualname__}"


@dataclass(frozen=True)
class Subscriptions:
    """The table of the composition root, read in both directions."""

    jobs_of: Mapping[type, tuple[Job, ...]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_events", {name_of(event): event for event in self.jobs_of})
        object.__setattr__(self, "_jobs", {name_of(job): job for jobs in self.jobs_of.values() for job in jobs})

    def event(self, row: OutboxRow) -> Event:
        """The event stored in a row. Raises KeyError when no subscription knows it any more."""
        events: dict[str, type] = self.__dict__["_events"]
        return events[row.event](**row.payload)

    def job(self, row: OutboxRow) -> Job:
        """The job stored in a row. Raises KeyError when no subscription knows it any more."""
        jobs: dict[str, Job] = self.__dict__["_jobs"]
        return jobs[row.job]

    def is_external(self, row: OutboxRow) -> bool:
        """Whether the row's job talks to the outside world; one that nobody knows does not."""
        jobs: dict[str, Job] = self.__dict__["_jobs"]
        return row.job in jobs and bool(jobs[row.job].__dict__.get("external"))


def init_app(app: Flask, jobs_of: Mapping[type, tuple[Job, ...]]) -> None:
    """Remember the table of the composition root."""
    app.extensions["care_subscriptions"] = Subscriptions(jobs_of)


def subscriptions() -> Subscriptions:
    """The table of this application."""
    known: Subscriptions = current_app.extensions["care_subscriptions"]
    return known
