"""Alembic environment: migrates the database of the application, on SQLite and on PostgreSQL."""

from logging.config import fileConfig
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import JSON

from care_triage.infra.db import UtcDateTime, db

if context.config.config_file_name and not current_app.testing:
    fileConfig(context.config.config_file_name, disable_existing_loggers=False)


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Migrations stand alone: they name the database's types, never ours."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects.postgresql import JSONB")
        return 'sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")'
    return False


def run_migrations() -> None:
    """Migrate over the engine of the application, all or nothing."""
    settings = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection:
        # SQLite rebuilds tables to alter them: references are checked again at the end, not in between.
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN")
        context.configure(connection=connection, target_metadata=db.metadata, render_item=render_item, **settings)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if is_sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.exec_driver_sql("BEGIN")


if context.is_offline_mode():
    raise SystemExit("Une migration a besoin de la base : lancez `flask --app wsgi db upgrade`.")
run_migrations()
