"""Peers from the registry, each in an environment of its own below build/, pinned by hash in bench/<name>.txt."""

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from typing import IO

from bench.ground import ROOT

_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--retries", "1")
_INSTALL_SECONDS = 150


def interpreter(name: str) -> str | None:
    """The peer's Python, installed when it is missing or its lock has changed; None when it cannot be had."""
    lock, home = ROOT / "bench" / f"{name}.txt", ROOT / "build" / name
    python, stamp = home / "bin" / "python", home / "lock.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == digest:
        return str(python)
    home.mkdir(parents=True, exist_ok=True)
    print(f"Installing the peer {name} below build/ ...", flush=True)
    with (home / "install.log").open("w") as log:
        for argv in (
            (sys.executable, "-m", "venv", str(home)),
            (str(python), *_PIP, "--require-hashes", "-r", str(lock)),
        ):
            if not _succeeds(argv, log):
                print(f"{name} is left out: it cannot be installed (build/{name}/install.log says why).")
                return None
    stamp.write_text(digest)
    return str(python)


def _succeeds(argv: Sequence[str], log: IO[str]) -> bool:
    try:
        return not subprocess.run(argv, stdout=log, stderr=log, check=False, timeout=_INSTALL_SECONDS).returncode
    except subprocess.TimeoutExpired:
        return False
