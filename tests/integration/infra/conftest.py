"""Events and jobs of these tests alone, and rows to write with them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from care_triage.infra import outbox, scheduler
from care_triage.infra.db import session
from care_triage.infra.models import OutboxRow
from care_triage.partners.models import Partner
from care_triage.partners.types import Kind

Subscribe = Callable[..., None]


@dataclass(frozen=True)
class Noted:
    """Something to write down happened."""

    slug: str


@dataclass(frozen=True)
class Rung:
    """A bell of the clockwork rang."""


def write(slug: str) -> None:
    """Add a row that no other of the same slug may stand beside. Inside a transaction."""
    session().add(Partner(slug=slug, kind=Kind.URSSAF, name=slug))


def note(event: Noted) -> None:
    """A job inside the database."""
    write(event.slug)


def written() -> list[str]:
    """The slugs of the rows that are committed."""
    session().rollback()
    slugs = list(session().scalars(select(Partner.slug).order_by(Partner.slug)))
    session().rollback()
    return slugs


def rows() -> list[OutboxRow]:
    """Every row of the outbox, read afresh."""
    session().rollback()
    query = select(OutboxRow).order_by(OutboxRow.id).execution_options(populate_existing=True)
    found = list(session().scalars(query))
    session().rollback()
    return found


@pytest.fixture
def subscribe(app: Flask) -> Iterator[Subscribe]:
    """Call it with an event class and its jobs: they take the place of the application's."""
    known = ("care_subscriptions", "care_periodic")
    before = {name: app.extensions[name] for name in known}

    def replace(event: type, *jobs: outbox.Job) -> None:
        outbox.init_app(app, {event: jobs})
        scheduler.init_app(app, {})

    yield replace
    app.extensions.update(before)
