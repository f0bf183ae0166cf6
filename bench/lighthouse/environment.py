"""Lighthouse itself, in an environment of its own below build/, as bench/lighthouse/package-lock.json pins it."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from bench.ground import ROOT

_SOURCE = ROOT / "bench" / "lighthouse"
_HOME = ROOT / "build" / "lighthouse"
_COMMAND = _HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
_INSTALL_SECONDS = 300


def command() -> list[str] | None:
    """How Lighthouse is called, installed when it is missing or its lock has changed; None when it cannot be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        print("Lighthouse needs node and npm on this machine.")
        return None
    digest = hashlib.sha256((_SOURCE / "package-lock.json").read_bytes()).hexdigest()
    stamp = _HOME / "lock.sha256"
    if not _COMMAND.exists() or not stamp.exists() or stamp.read_text() != digest:
        if not _install(npm, _HOME):
            print("Lighthouse cannot be installed (build/lighthouse/install.log says why).")
            return None
        stamp.write_text(digest)
    return [node, str(_COMMAND)]


def _install(npm: str, home: Path) -> bool:
    """Fetch what the lock names, under the npm settings of the project: no script of a package runs."""
    print("Installing Lighthouse below build/ ...", flush=True)
    home.mkdir(parents=True, exist_ok=True)
    for file in (ROOT / ".npmrc", _SOURCE / "package.json", _SOURCE / "package-lock.json"):
        shutil.copyfile(file, home / file.name)
    with (home / "install.log").open("w") as log:
        try:
            done = subprocess.run(
                [npm, "ci", "--no-progress"], cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False,
                timeout=_INSTALL_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0
