"""Runs in a process of its own, whose memory is that of a worker with a replay in hand: prints JSON."""

import json
import sys
import time
from dataclasses import replace

from bench import past as synthetic
from bench.memory import highest_mb
from care_triage import create_app
from care_triage.rulebook.service.run_replay import compare
from care_triage.triage.document import RuleSpec
from care_triage.triage.rule_set import RuleSet
from config import Config


def main(rules: int, changed: int) -> None:
    """Replay what the database of the settings holds."""
    specs = synthetic.rules(rules)
    published, draft = _everywhere(specs), _everywhere(synthetic.drafted(specs, changed))
    read_at = [time.perf_counter()]
    with create_app(Config.from_environment()).app_context():
        result = compare(published, draft, lambda _done, _total: read_at.append(time.perf_counter()))
    ended = time.perf_counter()
    found = {
        "requests": result.requests,
        "unreadable": result.unreadable,
        "changed": result.changed,
        "read_s": read_at[-1] - read_at[0],
        "decide_s": ended - read_at[-1],
        "megabytes": highest_mb(),
    }
    print(json.dumps(found))


def _everywhere(specs: list[RuleSpec]) -> RuleSet:
    """These rules for the whole territory that the requests come from: none is left out as foreign."""
    rule_set = synthetic.rule_set(specs)
    departments = tuple(code.removeprefix("dep:") for code in synthetic.DEPARTMENTS)
    collective = replace(rule_set.document.collective, departments=departments)
    return RuleSet(0, 0, replace(rule_set.document, collective=collective))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
