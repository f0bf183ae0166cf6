"""The ground of a run: PostgreSQL and Valkey as in production, databases filled by CARE's own commands, served sites."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from flask import Flask
from flask_migrate import upgrade

from care_triage import create_app
from care_triage.infra.db import db
from care_triage.triage.learning import training
from config import Config
from tests.support import postgres
from tests.support.databases import Templates
from tests.support.installations import run_command
from tests.support.learning import train_once
from tools import valkey
from tools.children import end, spawn

ROOT = Path(__file__).resolve().parent.parent
WORKERS, BLOCKING_THREADS = 2, 1
SECRET = "a secret that guards nothing"  # noqa: S105 - of databases that end with the run
# Durable, unlike the one of the tests: a commit waits for the disk here.
_POSTGRES = {"listen_addresses": "", "max_connections": "100", "shared_buffers": "256MB", "jit": "off"}
_START_SECONDS = 30.0


@dataclass(frozen=True)
class Ground:
    """The servers of one run, and the databases on them."""

    directory: Path
    postgres_dir: Path
    redis_url: str
    templates: Templates

    def database(self, backend: str, name: str) -> str:
        """The address of a new database with communes, partners, subjects and rules, on `sqlite` or `postgresql`."""
        return self.templates.database(backend, "stocked", name).url

    def empty_database(self, name: str) -> str:
        """The address of a new database on the same PostgreSQL server, without any table."""
        with postgres.administer(self.postgres_dir) as admin:
            admin.execute(f'CREATE DATABASE "{name}"')
        return postgres.address(self.postgres_dir, name)

    def settings(self, database_url: str) -> dict[str, str]:
        """The environment of a CARE process on one of the databases."""
        return {
            "CARE_DATABASE_URL": database_url,
            "CARE_REDIS_URL": self.redis_url,
            "CARE_SECRET_KEY": SECRET,
            "CARE_VAR_DIR": str(self.directory / "var"),
        }


@contextmanager
def prepared() -> Iterator[Ground]:
    """Start the servers; end them and remove their files afterwards."""
    directory = Path(tempfile.mkdtemp(prefix="care-bench-"))
    # PostgreSQL runs as nobody when we are root.
    directory.chmod(0o755)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        database = postgres.start(directory / "pg", _POSTGRES)
        stack.callback(database.close)
        redis, socket_file = valkey.start(directory / "valkey", keep=True, output=subprocess.DEVNULL)
        stack.callback(end, redis, grace_seconds=2)
        redis_url = f"unix://{socket_file}?db=0"

        def fill(url: str, _contents: str) -> None:
            # Learning takes half a minute: both sorts of database are filled with the same words.
            with patch.object(training, "train", train_once):
                _stock(Config(url, redis_url, SECRET, directory / "var", testing=True))

        yield Ground(directory, database.socket_dir, redis_url, Templates(directory, lambda: database.socket_dir, fill))


def _stock(config: Config) -> None:
    """Tables and contents, by the commands of a real installation."""
    app = create_app(config)
    with app.app_context():
        upgrade()
    for command in (("territory", "load"), ("catalogue", "apply")):
        run_command(app, *command)
    with app.app_context():
        # A template that somebody is connected to cannot be copied.
        db.engine.dispose()


@contextmanager
def application(ground: Ground, database_url: str) -> Iterator[Flask]:
    """CARE in this process, with its context, on one of the databases."""
    app = create_app(Config(database_url, ground.redis_url, SECRET, ground.directory / "var"))
    with app.app_context():
        yield app
        db.engine.dispose()


@dataclass(frozen=True)
class Site:
    """A served application."""

    port: int
    process: "subprocess.Popen[str]"


@contextmanager
def serving(
    ground: Ground, target: str, settings: Mapping[str, str], *, python: str = sys.executable, factory: bool = False,
    folder: Path = ROOT, host: str = "127.0.0.1", workers: int = WORKERS,
) -> Iterator[Site]:  # fmt: skip
    """Serve a WSGI application with granian, the same settings for every contestant."""
    port = _free_port()
    argv = [
        *(python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(BLOCKING_THREADS)),
        *("--no-ws", "--log-level", "warning", *(["--factory"] if factory else []), target),
    ]
    # PYTHON…: one that may not keep compiled modules compiles them at each start, and stays larger.
    ours = ("CARE_", "BENCH_", "GRANIAN_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    path = ground.directory / f"site-{port}.log"
    with path.open("w") as log:
        process = spawn(
            argv, cwd=folder, env={**kept, **settings}, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_serving(port, process, path)
            yield Site(port, process)
        finally:
            end(process, grace_seconds=5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_serving(port: int, process: "subprocess.Popen[str]", log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{port} does not serve ({error}):\n{log.read_text()[-3000:]}") from error
            time.sleep(0.05)
        else:
            return
