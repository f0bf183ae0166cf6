"""The whole system under one command: it heals, ends as one, keeps its data and leaves no process behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tools import preparation
from tools.children import end, spawn

if TYPE_CHECKING:
    from tests.support.installations import Installations

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes as Linux has them")
_ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Run:
    """One `make run` on a folder that was set up before, as on the second start."""

    command: "subprocess.Popen[str]"
    address: str
    var_dir: Path

    def processes(self) -> dict[int, str]:
        """Every living process of the installation: who inherited the name of its folder, or shows it."""
        inherited, found = f"CARE_VAR_DIR={self.var_dir}".encode(), {}
        for folder in (folder for folder in Path("/proc").iterdir() if folder.name.isdigit()):
            try:
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if inherited in (folder / "environ").read_bytes().split(b"\0") or f"{self.var_dir}/" in command:
                    found[int(folder.name)] = command
            except OSError:
                continue
        return found

    def one(self, words: str) -> int | None:
        """The process whose command holds these words."""
        return next((pid for pid, command in self.processes().items() if words in command), None)

    def is_serving(self) -> bool:
        """Whether pages are served and the queue answers."""
        try:
            with urlopen(f"{self.address}/sante", timeout=5) as answer:
                return bool(json.load(answer)["queue"])
        except (URLError, OSError):
            return False


def _until(condition: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s"
        time.sleep(0.1)


@pytest.fixture
def run(_installations: "Installations", tmp_path: Path) -> Iterator[Run]:
    """The command, serving."""
    database = _installations.database("sqlite", "stocked")
    notes = {step.name: step.source() for step in preparation.STEPS}
    notes["database"] = sha256(database.url.encode()).hexdigest()
    (tmp_path / "prepared.json").write_text(json.dumps(notes))
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CARE_") and name != "MAKELEVEL"}
    settings = {"CARE_VAR_DIR": str(tmp_path), "CARE_DATABASE_URL": database.url, "CARE_DEMO": "0", "PORT": str(port)}
    with (tmp_path / "run.log").open("w") as log:
        command = spawn([sys.executable, "-m", "tools.run"], cwd=_ROOT, env=kept | settings,
                        stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)  # fmt: skip
    started = Run(command, f"http://127.0.0.1:{port}", tmp_path)
    try:
        _until(lambda: "CARE is ready" in (tmp_path / "run.log").read_text() or command.poll() is not None)
        assert command.poll() is None, (tmp_path / "run.log").read_text()
        yield started
    finally:
        end(command)
        for pid in started.processes():
            os.kill(pid, signal.SIGKILL)
        database.written_elsewhere()
        database.reset()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_what_dies_is_started_again_and_ctrl_c_ends_everything(run: Run) -> None:
    assert run.is_serving()
    for words in ("jobs work", "jobs schedule", "valkey-server"):
        before = run.one(words)
        assert before is not None, words
        os.kill(before, signal.SIGKILL)
        _until(lambda words=words, before=before: run.one(words) not in (None, before))  # type: ignore[misc]
    _until(run.is_serving)
    run.command.send_signal(signal.SIGINT)
    run.command.send_signal(signal.SIGINT)
    assert run.command.wait(30) == 0
    assert run.processes() == {}
    assert (run.var_dir / "run.log").read_text().endswith("CARE has stopped; the data are kept.\n")


def test_a_killed_command_leaves_no_process_behind(run: Run) -> None:
    assert len(run.processes()) >= 5
    run.command.kill()
    run.command.wait(10)
    try:
        _until(lambda: not run.processes(), 30)
    except AssertionError:
        pytest.fail(f"still there: {run.processes()}")


def test_it_ends_at_once_when_told_in_the_middle_of_starting(run: Run) -> None:
    run.command.send_signal(signal.SIGTERM)
    started = time.monotonic()
    assert run.command.wait(30) == 0
    assert time.monotonic() - started < 10
    assert run.processes() == {}
