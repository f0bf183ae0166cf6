"""Migrations, loaded when somebody migrates: Alembic takes 11 MB, and no web process needs it."""

from pathlib import Path
from typing import Any

import click
from flask import Flask

from care_triage.infra.db import db

_KEY = "migrate"


class _OnDemand:
    """Stands where Flask-Migrate keeps its settings, and makes way for them at the first question."""

    def __init__(self, app: Flask, directory: Path) -> None:
        self._app, self._directory = app, directory

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate

        Migrate(self._app, db, directory=str(self._directory), render_as_batch=True, compare_type=True)
        return getattr(self._app.extensions[_KEY], name)


class _Commands(click.Group):
    """The name of `flask db`, which makes way for Flask-Migrate's own group when it is called."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        from flask_migrate.cli import db as group

        context: click.Context = group.make_context(*arguments, **options)
        return context


def init_app(app: Flask, directory: Path) -> None:
    """Give `app` its migrations and `flask db`."""
    app.extensions[_KEY] = _OnDemand(app, directory)
    app.cli.add_command(_Commands("db", help="Perform database migrations."))
