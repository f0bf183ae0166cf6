"""Applications for tests: their configuration, and databases filled by the commands that a real installation uses."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask
from flask_migrate import upgrade

from care_triage import create_app
from care_triage.infra.db import db
from care_triage.triage.learning import training
from config import Config
from tests.support.databases import Templates, TestDatabase
from tests.support.learning import train_once
from tests.support.servers import AnyServers

# Under this name an application knows the test database that it is on.
DATABASE = "care_test_database"

_TERRITORY = (("territory", "load"),)
_STOCK = (*_TERRITORY, ("catalogue", "apply"))
# What each kind of database holds; "stocked" is what `make run` loads on the first start.
_CONTENTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "empty": (),
    "territory": _TERRITORY,
    "stocked": _STOCK,
    "demo": (*_STOCK, ("demo", "seed", "--cases", "12")),
}


def configuration(database_url: str, redis_url: str, var_dir: Path, **flask_settings: Any) -> Config:
    """Settings of a test installation."""
    return Config(
        database_url=database_url,
        redis_url=redis_url,
        secret_key="a secret that guards nothing",
        var_dir=var_dir,
        demo=True,
        testing=True,
        # Tests post forms by hand; those about forgery turn it on again (app.config, for one test).
        extra={"WTF_CSRF_ENABLED": False, "ARGON2_MEMORY_KIB": 64, **flask_settings},
    )


def run_command(app: Flask, *arguments: str) -> str:
    """Run `flask <arguments>` inside the test; gives what it printed, fails when it fails."""
    result = app.test_cli_runner().invoke(args=list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, f"flask {' '.join(arguments)}: {result.output}"
    return str(result.output)


class Installations:
    """The applications of one worker, one for each backend and contents, made when first asked for."""

    def __init__(self, servers: AnyServers, redis_url: str, worker: int) -> None:
        self._redis_url, self._worker = redis_url, worker
        self._var_dir = Path(tempfile.mkdtemp(prefix=f"var{worker}-", dir=servers.directory))
        self._templates = Templates(servers.directory, lambda: servers.postgres_dir, self._fill)
        self._made: dict[tuple[str, str], tuple[Flask, TestDatabase]] = {}

    @contextmanager
    def clean(self, backend: str, contents: str) -> Iterator[tuple[Flask, TestDatabase]]:
        """The application and its database for one test; whatever the test writes is undone."""
        key = (backend, contents)
        if key not in self._made:
            self._made[key] = self._make(backend, contents)
        app, database = self._made[key]
        settings = dict(app.config)
        try:
            yield app, database
        finally:
            app.config.clear()
            app.config.update(settings)
            database.reset()
            for path in self._var_dir.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def database(self, backend: str, contents: str) -> TestDatabase:
        """The worker's own copy of a database."""
        return self._templates.database(backend, contents, str(self._worker))

    def beside(self, app: Flask, **settings: Any) -> Flask:
        """Another application on the database of `app`, with other settings: a second process of the installation."""
        return self._app_on(app.extensions[DATABASE], **settings)

    def _make(self, backend: str, contents: str) -> tuple[Flask, TestDatabase]:
        database = self.database(backend, contents)
        return self._app_on(database), database

    def _app_on(self, database: TestDatabase, redis_url: str | None = None, **flask_settings: Any) -> Flask:
        app = create_app(configuration(database.url, redis_url or self._redis_url, self._var_dir, **flask_settings))
        app.extensions[DATABASE] = database
        with app.app_context():
            database.watch(db.engine)
        return app

    def _fill(self, url: str, contents: str) -> None:
        """Migrate an empty database, then load its contents; a "bare" one stays without any table."""
        if contents == "bare":
            return
        app = create_app(configuration(url, self._redis_url, self._var_dir))
        with app.app_context():
            upgrade()
        with patch.object(training, "train", train_once):
            for command in _CONTENTS[contents]:
                run_command(app, *command)
        with app.app_context():
            # A template that somebody is connected to cannot be copied.
            db.engine.dispose()
