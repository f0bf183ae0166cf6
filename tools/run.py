"""`make run`: prepare the data, then serve until Ctrl-C; one foreground command for the whole system."""

import fcntl
import os
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from tools import preparation, valkey
from tools.refusal import Refusal
from tools.supervisor import Program, Supervisor

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> str | None:
    """Run everything. Gives the sentence that says why it could not, or None after a clean end."""
    for sign in _ENDING:
        signal.signal(sign, _interrupt)
    try:
        settings = _settings(os.environ)
        with _alone(Path(settings["CARE_VAR_DIR"])):
            _serve(settings)
    except Refusal as refusal:
        return str(refusal)
    except KeyboardInterrupt:
        print("Stopped before CARE was ready; run the same command again to go on.")
    return None


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _settings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of every program: an embedded demo installation where nothing else is said."""
    port = environment.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Refusal(f"PORT is {port!r}; give a number between 1 and 65535, as in `make run PORT=8080`.")
    var_dir = Path(environment.get("CARE_VAR_DIR") or ROOT / "var").resolve()
    var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    defaults = {
        "CARE_DEMO": "1",
        "CARE_DATABASE_URL": f"sqlite:///{var_dir / 'care.db'}",
        "CARE_REDIS_URL": _embedded_redis(var_dir),
    }
    chosen = {name: value for name, value in environment.items() if value or name not in defaults}
    return defaults | chosen | {"PORT": port, "CARE_VAR_DIR": str(var_dir), "PYTHONUNBUFFERED": "1"}


def _embedded_redis(var_dir: Path) -> str:
    return f"unix://{valkey.socket_path(var_dir)}"


@contextmanager
def _alone(var_dir: Path) -> Iterator[None]:
    """Hold the installation's folder: two supervisors on the same data would fight over it."""
    with (var_dir / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal(
                f"CARE already runs on {var_dir}: stop the other one, or give this one a folder of its own with CARE_VAR_DIR."
            ) from error
        yield


def _serve(settings: dict[str, str]) -> None:
    port = int(settings["PORT"])
    _refuse_taken(port)
    parent = os.getppid()
    supervisor = Supervisor(settings)
    try:
        if settings["CARE_REDIS_URL"] == _embedded_redis(Path(settings["CARE_VAR_DIR"])):
            supervisor.start(_redis(Path(settings["CARE_VAR_DIR"])))
        preparation.prepare(settings)
        for program in _programs(port):
            supervisor.start(program)
        _welcome(settings)
        # `make` may be killed without a chance to tell us.
        supervisor.watch(is_orphan=lambda: "MAKELEVEL" in settings and os.getppid() != parent)
    finally:
        # From here on a second Ctrl-C cannot leave anything behind.
        for sign in _ENDING:
            signal.signal(sign, signal.SIG_IGN)
        supervisor.stop()
    print("CARE has stopped; the data are kept.")


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise Refusal(f"Port {port} is reserved to root: choose another, as in `make run PORT=8080`.") from error
        except OSError as error:
            raise Refusal(
                f"Port {port} is taken by another program: choose another, as in `make run PORT={port + 1}`."
            ) from error


def _redis(var_dir: Path) -> Program:
    argv, socket_file = valkey.command(var_dir / "valkey", socket_dir=var_dir, keep=True)
    log = f"in {var_dir / 'valkey' / valkey.LOG}"
    return Program("redis", argv, is_ready=lambda: valkey.is_answering(socket_file), is_foundation=True, log=log)


def _programs(port: int) -> tuple[Program, ...]:
    flask = (sys.executable, "-m", "flask", "--app", "wsgi")
    web = (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
        # A worker that is told to end while it still loads the application would not hear it.
        *("--workers", "2", "--blocking-threads", "2", "--no-ws", "--workers-kill-timeout", "4"),
        *("--log-level", "warning", "wsgi:app"),
    )
    return (
        Program("worker", (*flask, "jobs", "work")),
        Program("scheduler", (*flask, "jobs", "schedule")),
        Program("web", web, is_ready=lambda: _is_serving(port)),
    )


def _is_serving(port: int) -> bool:
    try:
        with urlopen(f"http://{HOST}:{port}/sante", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _welcome(settings: Mapping[str, str]) -> None:
    address = f"http://{HOST}:{settings['PORT']}"
    print(f"\n  CARE is ready: {address}")
    if settings["CARE_DEMO"] == "1":
        preparation.print_accounts(settings)
    if not settings.get("CARE_MAIL_URL"):
        print(f"  Mails can be read at {address}/courrier")
    print("  Ctrl-C ends everything; the data stay.\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
