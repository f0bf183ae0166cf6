"""Migrations run up and down on both databases, and say exactly what the models say."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import JSON, Boolean, column, insert, inspect, select, table

from care_triage.infra.db import db


def _tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_every_migration_runs_up_down_and_up_again(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        assert _tables() == set(db.metadata.tables)
        downgrade(revision="base")
        assert _tables() == set()
        upgrade()
        assert _tables() == set(db.metadata.tables)


def test_migrations_and_models_do_not_drift_apart(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        check()


def test_what_nobody_proved_to_have_sent_keeps_its_words_up_and_down(bare_app: Flask) -> None:
    """0011: a sentence in the message becomes a mark beside it, and back."""
    before = ("[Reçu par le formulaire public, avec les coordonnées du dossier.]\n\nMon bailleur aussi.", "Bonjour.")
    with bare_app.app_context():
        upgrade(revision="0010")
        _write_messages(before)
        upgrade()
        assert _messages("body", "unproven") == [("Mon bailleur aussi.", True), ("Bonjour.", False)]
        downgrade(revision="0010")
        assert _messages("body") == [(body,) for body in before]


def _write_messages(bodies: Iterable[str]) -> None:
    """As the tables stood then: models follow the last migration."""
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    case = {
        "id": 1, "reference": "AAAA-BBBB", "filing_key": "k", "filed_at": at, "status": "pending", "status_at": at, "channel": "web",
        "locale": "fr", "distress": False, "urgent": False, "outside_territory": False, "confidential": False, "story": "Des loyers.",
        "commune": "42187", "commune_label": "Roanne", "department": "42", "contact_name": "Nadia Perrin", "consented_at": at, "link_version": 1,
    }  # fmt: skip
    said = {"case_id": 1, "audience": "owner", "author_kind": "owner", "posted_at": at}
    facts = column("facts", JSON())
    db.session.execute(insert(table("case_", *map(column, case), facts)).values({**case, "facts": {}}))
    written = table("message", *map(column, said), column("body"))
    db.session.execute(insert(written), [{**said, "body": body} for body in bodies])
    db.session.commit()


def _messages(*names: str) -> list[tuple[Any, ...]]:
    _message = table("message", column("id"), column("body"), column("unproven", Boolean()))
    rows = db.session.execute(select(*(_message.c[name] for name in names)).order_by(_message.c.id))
    found = [tuple(row) for row in rows]
    db.session.rollback()
    return found
