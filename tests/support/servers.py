"""The servers of a test session: started once, by whoever needs one first, shared by every xdist worker."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.support import postgres
from tools import valkey
from tools.children import end


@dataclass
class Servers:
    """Servers of the process that runs the session; started on first use, ended by `close()`."""

    # Short: unix sockets lie in it. Open to others: PostgreSQL runs as nobody when we are root.
    directory: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="care-test-")))
    _valkey: "list[subprocess.Popen[str]]" = field(default_factory=list)

    def __post_init__(self) -> None:
        self.directory.chmod(0o755)

    @cached_property
    def _postgres(self) -> postgres.PostgresServer:
        return postgres.start(self.directory / "pg")

    @cached_property
    def postgres_dir(self) -> Path:
        """The folder of the PostgreSQL socket."""
        return self._postgres.socket_dir

    @cached_property
    def valkey_socket(self) -> Path:
        """The socket of the Redis-protocol server."""
        child, socket_file = valkey.start(self.directory / "valkey", keep=False, output=subprocess.DEVNULL)
        self._valkey.append(child)
        return socket_file

    def close(self) -> None:
        """End what was started and remove its files."""
        if "_postgres" in self.__dict__:
            self._postgres.close()
        for child in self._valkey:
            end(child, grace_seconds=2)
        shutil.rmtree(self.directory, ignore_errors=True)


@dataclass(frozen=True)
class SharedServers:
    """The same servers as an xdist worker sees them."""

    directory: Path
    postgres_dir: Path
    valkey_socket: Path


AnyServers = Servers | SharedServers
