"""Runs inside the peer's own environment: reads a table and requests, then answers one line for each question."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import zen  # type: ignore[import-not-found]  # It lives in the peer's environment only.


def main() -> None:
    """Answer until nobody asks any more."""
    task = json.loads(sys.stdin.readline())
    content = zen.ZenDecisionContent(json.dumps(task["table"]))
    engine = zen.ZenEngine({"loader": lambda _name: content})
    answers = {"fired": _fired, "times": _times}
    for line in sys.stdin:
        question = json.loads(line)
        options = {"trace": True} if question["trace"] else {}

        def decide(request: Any, options: dict[str, Any] = options) -> Any:
            return engine.evaluate("table", request, options)

        print(json.dumps(answers[question["what"]](decide, task["requests"])), flush=True)


def _fired(decide: Callable[[Any], Any], requests: list[Any]) -> list[list[str]]:
    return [[row["rule"] for row in decide(request)["result"] or []] for request in requests]


def _times(decide: Callable[[Any], Any], requests: list[Any]) -> list[float]:
    times = []
    for request in requests:
        started = time.perf_counter_ns()
        decide(request)
        times.append((time.perf_counter_ns() - started) / 1000)
    return times


if __name__ == "__main__":
    main()
