"""Chromium for the browser tests: found on the machine, or installed where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

# For a closed network, a container and root: no sandbox of its own, no calls home.
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@cache
def find() -> str | None:
    """The path of a Chromium that starts, or None. (Ubuntu ships one that only points to a shop.)"""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[str]:
    yield from (path for name in _NAMES if (path := shutil.which(name)))
    yield from (path for path in _MAC if os.access(path, os.X_OK))


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> None:
    """Install Chromium when it is missing and we may; the tests themselves say what they leave out without it."""
    if find() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Chromium for the browser tests ...", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        result = subprocess.run(
            ["apt-get", "--quiet", *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            print(f"apt-get {command[0]} failed: {(result.stderr.strip().splitlines() or ['no reason given'])[-1]}")
            return


if __name__ == "__main__":
    main()
