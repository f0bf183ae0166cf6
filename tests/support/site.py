"""A whole installation as people meet it: web, worker and scheduler as processes, on a port of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tools.children import end, spawn

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 30.0


@contextmanager
def serving(database_url: str, redis_url: str, var_dir: Path) -> Iterator[str]:
    """Run an installation on that database and give its address; its log is `var_dir`/site.log."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CARE_")} | {
        "CARE_DATABASE_URL": database_url,
        "CARE_REDIS_URL": redis_url,
        "CARE_SECRET_KEY": "a secret that guards nothing",
        "CARE_VAR_DIR": str(var_dir),
        "CARE_DEMO": "1",
        # Browsers say from where they come: dozens of owners at one address within the hour look like a machine.
        "CARE_PROXIES": "1",
        "PORT": str(port),
    }
    flask = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs"]
    web = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "2", "--no-ws", "wsgi:app"),
    ]
    with ExitStack() as stack:
        log = stack.enter_context((var_dir / "site.log").open("w"))
        children = [
            spawn(argv, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
            for argv in ([*flask, "work"], [*flask, "schedule"], web)
        ]
        for child in children:
            stack.callback(end, child, grace_seconds=5)
        _wait_until_serving(address, children[-1], var_dir / "site.log")
        yield address


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_serving(address: str, web: "subprocess.Popen[str]", log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            urlopen(f"{address}/sante", timeout=5).close()
        except (URLError, OSError) as error:
            if web.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the site does not serve ({error}):\n{log.read_text()[-3000:]}") from error
            time.sleep(0.05)
        else:
            return
