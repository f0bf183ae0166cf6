"""Environments of their own below build/: peers from the registry, pinned by hash in bench/<name>.txt, and what production installs."""

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from bench.ground import ROOT

_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--retries", "1")
_INSTALL_SECONDS = 150


def production() -> str:
    """The Python of what production installs: libraries load more where those of the tests are found (rich, pygments)."""
    return _installed("production", ROOT / "requirements.txt") or sys.executable


def interpreter(name: str) -> str | None:
    """The peer's Python, installed when it is missing or its lock has changed; None when it cannot be had."""
    return _installed(name, ROOT / "bench" / f"{name}.txt")


def _installed(name: str, lock: Path) -> str | None:
    home = ROOT / "build" / name
    python, stamp = home / "bin" / "python", home / "lock.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == digest:
        return str(python)
    home.mkdir(parents=True, exist_ok=True)
    print(f"Installing {name} below build/ ...", flush=True)
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
