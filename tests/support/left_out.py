"""Browser tests are left out on a machine without Chromium, and the session says so; in CI that is a failure."""

import os
from pathlib import Path
from typing import Any

import pytest

from tools import chromium

_LEFT_OUT = pytest.StashKey[set[str]]()
_FOLDER = Path(__file__).resolve().parents[1] / "browser"


def pytest_configure(config: pytest.Config) -> None:
    """Nothing left out yet."""
    config.stash[_LEFT_OUT] = set()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the browser tests, and take them out when there is no browser."""
    browser = [item for item in items if _FOLDER in item.path.parents]
    for item in browser:
        item.add_marker(pytest.mark.browser)
    if browser and chromium.find() is None:
        config.stash[_LEFT_OUT].update(item.nodeid for item in browser)
        config.hook.pytest_deselected(items=browser)
        items[:] = [item for item in items if item not in browser]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Learn from an xdist worker what it left out."""
    node.config.stash[_LEFT_OUT].update(getattr(node, "workeroutput", {}).get("care_left_out", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """An xdist worker reports; the session itself fails where every test must run."""
    left_out = session.config.stash[_LEFT_OUT]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["care_left_out"] = sorted(left_out)
    elif left_out and _must_run_all() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say which tests did not run, why, and what to do."""
    if not (left_out := config.stash[_LEFT_OUT]):
        return
    terminalreporter.section("left out")
    files = sorted({nodeid.partition("::")[0] for nodeid in left_out})
    terminalreporter.line(
        f"{len(left_out)} browser tests did not run, because this machine has no Chromium: {', '.join(files)}. "
        "Install it (on Debian, as root: apt-get install chromium) and run them with `make test ARGS=tests/browser`."
    )
    if _must_run_all():
        terminalreporter.line("CI=true: leaving tests out is a failure.", red=True)


def _must_run_all() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
