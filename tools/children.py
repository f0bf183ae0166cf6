"""Child processes that never outlive their parent."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

_PR_SET_PDEATHSIG = 1


def _follow_parent(sign: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before its program: ask Linux for `sign` when the parent dies, even of SIGKILL."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, sign)

    return ask


def spawn(
    argv: Sequence[str], *, on_parent_death: signal.Signals = signal.SIGTERM, **options: Any
) -> "subprocess.Popen[str]":
    """Start `argv` in a process group of its own, so that Ctrl-C reaches it only through us.

    Call it from the main thread: Linux counts the death of the spawning thread as the parent's.
    """
    return subprocess.Popen(
        list(argv),
        start_new_session=True,
        text=True,
        preexec_fn=_follow_parent(on_parent_death),  # noqa: PLW1509 - calls the kernel and nothing of Python's that locks
        **options,
    )


def end(child: "subprocess.Popen[str]", *, grace_seconds: float = 10, sign: signal.Signals = signal.SIGTERM) -> None:
    """Ask the child to end, wait, then kill whatever is left of its group."""
    if ask_to_end(child, sign):
        with suppress(subprocess.TimeoutExpired):
            child.wait(grace_seconds)
    kill_group(child)


def ask_to_end(child: "subprocess.Popen[str]", sign: signal.Signals = signal.SIGTERM) -> bool:
    """Send the signal; whether the child was still there to get it."""
    if child.poll() is not None:
        return False
    child.send_signal(sign)
    return True


def kill_group(child: "subprocess.Popen[str]") -> None:
    """Kill what is left of the child's process group; nothing left is fine."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        child.wait(5)
