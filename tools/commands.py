"""Running the programs of set-up: their output goes to a log, one sentence to the person."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tools.refusal import Refusal

_NO_NETWORK = (
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ENETUNREACH",
    "ENOTFOUND",
    "ETIMEDOUT",
    "Failed to establish a new connection",
    "Name or service not known",
    "NewConnectionError",
    "Temporary failure in name resolution",
    "network is unreachable",
    "nodename nor servname",
)


def run(argv: Sequence[str | Path], root: Path, *, failure: str, environment: dict[str, str] | None = None) -> None:
    """Run one command; when it fails, refuse with `failure` or with what the network lacks."""
    log = root / "build" / "setup.log"
    log.parent.mkdir(exist_ok=True)
    result = subprocess.run(
        [str(part) for part in argv],
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    output = result.stdout + result.stderr
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ {' '.join(map(str, argv))}\n{output}\n")
    if result.returncode != 0:
        cause = (
            "the package registry cannot be reached: connect this machine to the network"
            if _offline(output)
            else failure
        )
        raise Refusal(f"Set-up stopped: {cause} (details in build/setup.log).")


def _offline(output: str) -> bool:
    return any(sign.lower() in output.lower() for sign in _NO_NETWORK)
