"""Migrations run up and down on both databases, and say exactly what the models say."""

from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect

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
