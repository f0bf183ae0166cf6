"""The virtual environment `.venv`, filled from the hash-pinned locks and renewed when they change."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.commands import run
from tools.refusal import Refusal

RUN, DEVELOP = "requirements.txt", "requirements-dev.txt"


def install(root: Path, *, development: bool) -> None:
    """Create `.venv` when it is missing or broken, and install the locks that it does not hold yet."""
    venv = root / ".venv"
    wanted = {name: _digest(root / name) for name in ((RUN, DEVELOP) if development else (RUN,))}
    stamp = venv / "care-stamp.json"
    held = _read_stamp(stamp)
    if not _works(venv):
        _create(root, venv)
        held = {}
    if all(held.get(name) == digest for name, digest in wanted.items()):
        return
    # Development tools that are already there are renewed with the rest: the locks belong together.
    names = [name for name in (RUN, DEVELOP) if name in wanted or name in held]
    print(f"Installing Python packages from {' and '.join(names)} ...", flush=True)
    run(
        [venv / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
         "--require-hashes", *(part for name in names for part in ("-r", name))],
        root,
        failure="pip could not install the pinned packages",
    )  # fmt: skip
    stamp.write_text(json.dumps({name: _digest(root / name) for name in names}))


def _create(root: Path, venv: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Refusal(
            "Python's venv module is not installed: on Debian or Ubuntu run "
            f"`apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv` (as root), then this command again."
        )
    print("Creating .venv ...", flush=True)
    shutil.rmtree(venv, ignore_errors=True)
    # Not the environment that may be active: its own interpreter could vanish with it.
    interpreter = getattr(sys, "_base_executable", None) or sys.executable
    run([interpreter, "-m", "venv", venv], root, failure="Python could not create the environment .venv")


def _works(venv: Path) -> bool:
    """Whether the environment starts and is of the Python that runs this: a moved folder or a new Python breaks it."""
    python = venv / "bin" / "python"
    if not os.access(python, os.X_OK):
        return False
    question = "import pip, sys; print(sys.version, sys.prefix)"
    result = subprocess.run([str(python), "-c", question], capture_output=True, text=True, check=False)
    return result.stdout.strip() == f"{sys.version} {venv}"


def _read_stamp(path: Path) -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
