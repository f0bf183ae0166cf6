"""One run of Lighthouse, and what is kept of its report: four scores and the audits that cost points."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from tools import chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOAL = 95
_RUN_SECONDS = 180
# A machine that others use at the same time slows single runs: the middle of three counts then.
_RUNS_OF_A_SLOW_PAGE = 3
# The browser loses its trace now and then; nothing is wrong with the page.
_MORE_TRIES, _LOST = 3, "Please run Lighthouse again"


@dataclass(frozen=True)
class Report:
    """A page in one language: scores of 100 by category, and the audits below full marks that count."""

    page: str
    language: str
    scores: Mapping[str, int]
    short: Mapping[str, Sequence[str]]

    @property
    def missed(self) -> list[str]:
        """The categories below the goal."""
        return [name for name in CATEGORIES if self.scores[name] < GOAL]


def report(command: Sequence[str], page: str, address: str, language: str, *, indexed: bool) -> Report:
    """Look at one address; again where only the speed is short of the goal."""
    runs = [_run(command, address, language, indexed=indexed)]
    while _speed(runs[0]) < GOAL and len(runs) < _RUNS_OF_A_SLOW_PAGE:
        runs.append(_run(command, address, language, indexed=indexed))
    middle = median(_speed(run) for run in runs)
    run = next(each for each in runs if _speed(each) == middle)
    return Report(page, language, _scores(run), _short(run))


def _look(argv: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"CHROME_PATH": chromium.find() or ""}
    return subprocess.run(
        argv, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        timeout=_RUN_SECONDS,
    )  # fmt: skip


def _run(command: Sequence[str], address: str, language: str, *, indexed: bool) -> dict[str, Any]:
    """The JSON of Lighthouse in its mobile default. A page kept from search engines is not blamed for it."""
    argv = [
        *(*command, address, "--quiet", "--output=json", "--output-path=stdout", "--no-enable-error-reporting"),
        f"--only-categories={','.join(CATEGORIES)}",
        f"--extra-headers={json.dumps({'Accept-Language': language})}",
        f"--chrome-flags=--headless=new {' '.join(chromium.ARGUMENTS)}",
        *([] if indexed else ["--skip-audits=is-crawlable"]),
    ]
    done = _look(argv)
    for _ in range(_MORE_TRIES):
        if not done.returncode or _LOST not in done.stderr:
            break
        done = _look(argv)
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not look at {address}:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    if error := found.get("runtimeError"):
        raise RuntimeError(f"Lighthouse could not look at {address}: {error['message']}")
    return found


def _scores(run: Mapping[str, Any]) -> dict[str, int]:
    """A category that could not be judged counts as nothing, never as passed."""
    return {name: round(100 * (run["categories"][name]["score"] or 0)) for name in CATEGORIES}


def _speed(run: Mapping[str, Any]) -> int:
    return _scores(run)["performance"]


def _short(run: Mapping[str, Any]) -> dict[str, list[str]]:
    """By category, what cost points: the audit, its score, and what was measured."""
    return {name: found for name in CATEGORIES if (found := [*_costly(run, run["categories"][name]["auditRefs"])])}


def _costly(run: Mapping[str, Any], references: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    costly = []
    for reference in references:
        audit = run["audits"][reference["id"]]
        score = audit["score"]
        if reference["weight"] and score is not None and score < 0.9:
            costly.append(f"{audit['id']} {audit.get('displayValue', '')}".strip())
    return costly
