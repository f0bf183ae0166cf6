"""`make check`: everything that can be known without running a test, two checks at a time."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateSyntaxError

from tools import messages

ROOT = Path(__file__).resolve().parent.parent
_PYTHON = (sys.executable, "-m")


@dataclass(frozen=True)
class Outcome:
    """What one check found; `fault` is empty when there is nothing to mend."""

    name: str
    seconds: float
    fault: str


@dataclass(frozen=True)
class Check:
    """Something to look at; `find` gives what is wrong, or nothing."""

    name: str
    find: Callable[[], str]

    def outcome(self) -> Outcome:
        """Look, and say how long it took."""
        started = time.monotonic()
        fault = self.find()
        return Outcome(self.name, time.monotonic() - started, fault)


def _program(*argv: str) -> Callable[[], str]:
    def find() -> str:
        result = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
        return (result.stdout + result.stderr).strip() or f"code {result.returncode}" if result.returncode else ""

    return find


def _drift() -> str:
    """Whether the models say something that no migration does."""
    with tempfile.TemporaryDirectory(prefix="care-check-") as folder:
        environment = os.environ | {
            "CARE_VAR_DIR": folder,
            "CARE_DATABASE_URL": f"sqlite:///{folder}/check.db",
            "CARE_REDIS_URL": "unix:///nowhere",
        }
        for command in ("upgrade", "check"):
            result = subprocess.run(
                [*_PYTHON, "flask", "--app", "wsgi", "db", command],
                cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if result.returncode:
                return result.stdout + result.stderr
    return ""


def _translations() -> str:
    try:
        return "\n".join(messages.missing())
    except TemplateSyntaxError as error:
        return f"a template cannot be read: {error}"


CHECKS = (
    # The slowest first: the others pass beside it.
    Check("types (mypy)", _program(*_PYTHON, "mypy")),
    Check("migrations say what the models say", _drift),
    Check("imports (import-linter)", _program(str(Path(sys.executable).with_name("lint-imports")), "--no-logo")),
    Check("templates (djlint)", _program(*_PYTHON, "djlint", "care_triage", "--lint", "--quiet")),
    Check("lint (ruff)", _program(*_PYTHON, "ruff", "check", "--quiet", ".")),
    Check("format (ruff; make format mends it)", _program(*_PYTHON, "ruff", "format", "--check", "--quiet", ".")),
    Check("translations", _translations),
)


def main() -> int:
    """Run every check, tell each outcome, and give the number of those that found something."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(Check.outcome, CHECKS))
    for outcome in outcomes:
        print(f"{'FAILED' if outcome.fault else 'ok':>6}  {outcome.name}  ({outcome.seconds:.1f} s)")
    for outcome in (outcome for outcome in outcomes if outcome.fault):
        print(f"\n--- {outcome.name}\n{outcome.fault}")
    return min(sum(bool(outcome.fault) for outcome in outcomes), 100)


if __name__ == "__main__":
    sys.exit(main())
