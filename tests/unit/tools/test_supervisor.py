"""The programs of an installation: restarted when they die, ended together, never left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools import supervisor as rules
from tools.children import end, spawn
from tools.refusal import Refusal
from tools.supervisor import Program, Supervisor

_SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")
_DIE = (sys.executable, "-c", "raise SystemExit(3)")


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    running = Supervisor(os.environ)
    yield running
    running.stop()


def _until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie has ended; only its parent has not looked yet.
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_program_that_dies_is_started_again(supervisor: Supervisor, tmp_path: Path) -> None:
    count = tmp_path / "count"
    program = f"import pathlib, time; f = pathlib.Path({str(count)!r}); f.open('a').write('x'); time.sleep(len(f.read_text()) * 60 - 60)"
    supervisor.start(Program("worker", (sys.executable, "-c", program)))
    supervisor.watch(is_orphan=lambda: count.exists() and count.read_text() == "xx")
    assert count.read_text() == "xx"


def test_a_program_that_always_dies_ends_the_installation_with_a_sentence(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_FIRST_DELAY_SECONDS", 0.0)
    supervisor.start(Program("worker", _DIE))
    with pytest.raises(Refusal, match="worker ended 6 times in a row"):
        supervisor.watch(is_orphan=lambda: False)


def test_a_program_that_never_gets_ready_is_told(supervisor: Supervisor) -> None:
    with pytest.raises(Refusal, match="web did not start"):
        supervisor.start(Program("web", _DIE, is_ready=lambda: False))


def test_stopping_ends_every_program(supervisor: Supervisor) -> None:
    for name in ("redis", "worker", "web"):
        supervisor.start(Program(name, _SLEEP, is_foundation=name == "redis"))
    children = [running.child for running in supervisor._all]
    supervisor.stop()
    assert all(child.poll() is not None for child in children)


def test_a_child_that_does_not_listen_is_killed_with_its_own_children() -> None:
    deaf = (
        "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    child = spawn([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    with child:
        assert child.stdout is not None
        grandchild = int(child.stdout.readline())
        end(child, grace_seconds=0.2)
    assert _until(lambda: not _is_alive(grandchild))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child of its parent's death")
def test_a_child_ends_with_a_parent_that_was_killed() -> None:
    parent = (
        "import sys, time; from tools.children import spawn;"
        "print(spawn([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
    assert _until(lambda: not _is_alive(child))
