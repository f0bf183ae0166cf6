"""The programs of an installation as processes of their own, to be killed at any moment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from flask import Flask

from tools.children import ask_to_end, end, spawn

_ROOT = Path(__file__).resolve().parents[3]
Child = subprocess.Popen[str]


class Processes:
    """Starts `flask --app wsgi jobs ...` on the data of an application, and leaves none behind."""

    def __init__(self, app: Flask) -> None:
        folder: Path = app.config["VAR_DIR"]
        self.log = folder / "processes.log"
        self._children: list[Child] = []
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("CARE_")} | {
            "CARE_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
            "CARE_REDIS_URL": app.config["REDIS_URL"],
            "CARE_SECRET_KEY": app.config["SECRET_KEY"],
            "CARE_VAR_DIR": str(folder),
        }

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for child in self._children:
            ask_to_end(child)
        for child in self._children:
            end(child, grace_seconds=5)

    def worker(self) -> Child:
        """Start a worker."""
        return self._start("jobs", "work")

    def scheduler(self) -> Child:
        """Start a scheduler."""
        return self._start("jobs", "schedule")

    def _start(self, *command: str) -> Child:
        with self.log.open("a") as log:
            child = spawn(
                [sys.executable, "-m", "flask", "--app", "wsgi", *command],
                cwd=_ROOT, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self._children.append(child)
        return child

    def logged(self) -> str:
        """What they have written so far."""
        return self.log.read_text(encoding="utf-8")


def kill(child: Child) -> None:
    """End a process without a chance to say goodbye."""
    child.send_signal(signal.SIGKILL)
    child.wait(10)


def until(condition: Callable[[], bool], seconds: float = 60.0) -> float:
    """Wait for a condition; gives how many seconds that took."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() < started + seconds, f"not within {seconds:.0f} s"
        time.sleep(0.05)
    return time.monotonic() - started


def dies(work: Callable[[], object]) -> bool:
    """Do something in a copy of this process; whether the copy died of it, of `os._exit(DEAD)`."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - nothing of the test session may run in the copy
            os._exit(ILL)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, DEAD), f"the copy ended with code {code}"
    return code == DEAD


DEAD, ILL = 77, 78
