"""A Redis-protocol server of one test's own, to be killed and started again."""

import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools import valkey
from tools.children import end


@dataclass
class RedisServer:
    """A server that keeps its data in `directory` as an installation's does."""

    directory: Path
    _child: "subprocess.Popen[str] | None" = None

    @property
    def url(self) -> str:
        """The same address before and after a crash."""
        return f"unix://{valkey.socket_path(self.directory)}"

    @property
    def pid(self) -> int:
        """Its process. Raises RuntimeError while it is down."""
        if self._child is None:
            raise RuntimeError("the server is down")
        return self._child.pid

    def start(self) -> None:
        """Start it, with what it held before."""
        self._child, _ = valkey.start(self.directory, keep=True, output=subprocess.DEVNULL)

    def kill(self) -> None:
        """End it without a chance to say goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in order."""
        self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> None:
        if self._child:
            end(self._child, sign=sign)
        self._child = None
