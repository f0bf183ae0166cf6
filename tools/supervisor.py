"""Keeps the programs of one installation alive, and ends them all together."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from tools.children import ask_to_end, end, kill_group, spawn
from tools.refusal import Refusal

# A program that lived this long has recovered: its failures are forgotten.
_STEADY_SECONDS = 60.0
_FIRST_DELAY_SECONDS, _LONGEST_DELAY_SECONDS = 0.5, 15.0
_MOST_FAILURES = 6
_START_SECONDS = 30.0
_GRACE_SECONDS = 10.0


@dataclass(frozen=True)
class Program:
    """Something to keep running. `is_ready`, when given, is waited for before the next program starts."""

    name: str
    argv: tuple[str, ...]
    is_ready: Callable[[], bool] | None = None
    # Others rely on it until their end: it is ended after them.
    is_foundation: bool = False
    # Where its last lines are to be read.
    log: str = "above"


@dataclass
class _Running:
    program: Program
    child: "subprocess.Popen[str]"
    started: float
    failures: int = 0
    start_again_at: float | None = None


@dataclass
class Supervisor:
    """Starts programs in order, restarts those that die, ends them in the opposite order."""

    environment: Mapping[str, str]
    _all: list[_Running] = field(default_factory=list)
    _relays: list[threading.Thread] = field(default_factory=list)

    def start(self, program: Program) -> None:
        """Start a program and, if it says when it is ready, wait for that."""
        running = _Running(program, self._spawn(program), time.monotonic())
        self._all.append(running)
        deadline = running.started + _START_SECONDS
        while program.is_ready and not program.is_ready():
            if running.child.poll() is not None or time.monotonic() > deadline:
                raise Refusal(f"CARE stopped: {program.name} did not start; its last lines are {program.log}.")
            time.sleep(0.03)

    def watch(self, is_orphan: Callable[[], bool]) -> None:
        """Restart what dies, until Ctrl-C, a signal, or `is_orphan()`: whoever started us has gone."""
        with suppress(KeyboardInterrupt):
            while not is_orphan():
                for running in self._all:
                    self._look_after(running)
                time.sleep(0.2)

    def stop(self) -> None:
        """End every program: those that serve together, then those that they rely on."""
        serving = [running.child for running in self._all if not running.program.is_foundation]
        foundations = [running.child for running in self._all if running.program.is_foundation]
        for group in (serving, foundations):
            for child in group:
                ask_to_end(child)
            deadline = time.monotonic() + _GRACE_SECONDS
            for child in group:
                end(child, grace_seconds=max(0.1, deadline - time.monotonic()))
        for relay in self._relays:
            # Its last lines are the ones that say why it ended.
            relay.join(timeout=1)

    def _look_after(self, running: _Running) -> None:
        now = time.monotonic()
        if running.start_again_at is not None:
            if now >= running.start_again_at:
                running.child, running.started, running.start_again_at = self._spawn(running.program), now, None
        elif running.child.poll() is not None:
            # Its own children may have outlived it and hold the port.
            kill_group(running.child)
            running.failures = 1 if now - running.started > _STEADY_SECONDS else running.failures + 1
            if running.failures >= _MOST_FAILURES:
                raise Refusal(
                    f"CARE stopped: {running.program.name} ended {running.failures} times in a row; its last lines are {running.program.log}."
                )
            delay = min(_FIRST_DELAY_SECONDS * 2 ** (running.failures - 1), _LONGEST_DELAY_SECONDS)
            say(running.program.name, f"ended with code {running.child.returncode}; starting it again in {delay:g} s")
            running.start_again_at = now + delay

    def _spawn(self, program: Program) -> "subprocess.Popen[str]":
        child = spawn(
            program.argv,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            errors="replace",
        )
        relay = threading.Thread(target=_relay, args=(program.name, child), daemon=True)
        relay.start()
        self._relays.append(relay)
        return child


def _relay(name: str, child: "subprocess.Popen[str]") -> None:
    """Print the child's lines under its name, as long as anybody reads them."""
    if child.stdout is None:
        return
    with child.stdout as lines:
        for line in lines:
            say(name, line.rstrip())


def say(name: str, line: str) -> None:
    """One line of the common log."""
    with suppress(BrokenPipeError):
        print(f"{name:<9} | {line}", file=sys.stdout, flush=True)
