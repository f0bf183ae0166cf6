"""The peer: zen-engine from the registry, in a process of its own, with the same rules and the same requests.

It is given everything in the form it reads fastest: amounts as numbers, dates as day numbers, sets as lists.
"""

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from bench.ground import ROOT
from bench.peers import interpreter
from care_triage.rules import (
    AnyOf,
    Condition,
    Fact,
    In,
    Is,
    Kind,
    NoneOf,
    NotIn,
    NotStartsWith,
    Rule,
    Span,
    StartsWith,
    Vocabulary,
    Within,
)

Facts = Mapping[str, object]


class Zen:
    """One table in the peer's process; it decides the requests it was given, in their order, again and again."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def times_us(self, *, trace: bool = False) -> list[float]:
        """One round over the requests: microseconds of each decision, taken inside its process."""
        times: list[float] = self._ask("times", trace=trace)
        return times

    def fired(self) -> list[list[str]]:
        """Ids of the rules that fire for each request."""
        ids: list[list[str]] = self._ask("fired", trace=False)
        return ids

    def _ask(self, what: str, *, trace: bool) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"what": what, "trace": trace}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("zen-engine stopped")
        return json.loads(line)


@contextmanager
def zen(vocabulary: Vocabulary, rules: Sequence[Rule], requests: Iterable[Facts]) -> Iterator[Zen | None]:
    """The peer with this table and these requests; None when it cannot be installed."""
    python = interpreter("zen")
    if python is None:
        yield None
        return
    task = {"table": _document(vocabulary, rules), "requests": [_plain(facts) for facts in requests]}
    argv = [python, str(ROOT / "bench" / "zen_process.py")]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin
        process.stdin.write(json.dumps(task) + "\n")
        yield Zen(process)
        process.stdin.close()


def _document(vocabulary: Vocabulary, rules: Sequence[Rule]) -> dict[str, Any]:
    """The table as the peer's file format has it: one collecting decision table between an input and an output."""
    inputs = [{"id": name, "name": name, "field": name, "type": "expression"} for name in vocabulary]
    rows = [
        {"_id": rule.id, "rule": json.dumps(rule.id)}
        | {
            name: _cell(vocabulary[name], rule.conditions[name]) if name in rule.conditions else ""
            for name in vocabulary
        }
        for rule in rules
    ]
    outputs = [{"id": "rule", "name": "rule", "field": "rule", "type": "expression"}]
    table = {"hitPolicy": "collect", "inputs": inputs, "outputs": outputs, "rules": rows}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [_node("in", "inputNode"), {**_node("table", "decisionTableNode"), "content": table}, _node("out", "outputNode")],
        "edges": [_edge("in", "table"), _edge("table", "out")],
    }  # fmt: skip


def _node(name: str, kind: str) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}


def _cell(fact: Fact, condition: Condition) -> str:
    match condition:
        case Is(value):
            return json.dumps(value)
        case Within(spans):
            return ", ".join(_range(fact, span) for span in spans)
        case In(codes) | NotIn(codes) if fact.kind is Kind.ENUM:
            return _negated(isinstance(condition, NotIn), _listed(codes))
        case In(codes) | NotIn(codes) | AnyOf(codes) | NoneOf(codes):
            return _negated(isinstance(condition, (NotIn, NoneOf)), f"some($, # in [{_listed(codes)}])")
        case StartsWith(prefixes) | NotStartsWith(prefixes):
            tests = " or ".join(f"startsWith($, {json.dumps(prefix)})" for prefix in sorted(prefixes))
            return _negated(isinstance(condition, NotStartsWith), tests)
    raise ValueError(condition)


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(json.dumps(code) for code in sorted(codes))


def _negated(is_negated: bool, test: str) -> str:
    if not is_negated:
        return test
    return f"not ({test})" if "$" in test else f"not in [{test}]"


def _range(fact: Fact, span: Span) -> str:
    low, high = (None if edge is None else _number(fact, edge) for edge in span)
    if low is None:
        return f"< {high}"
    return f">= {low}" if high is None else f"[{low}..{high})"


def _number(fact: Fact, step: int) -> str:
    return f"{step / 100:g}" if fact.kind is Kind.MONEY else str(step)


def _plain(facts: Facts) -> dict[str, Any]:
    return {name: _value(value) for name, value in facts.items()}


def _value(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value.toordinal() if isinstance(value, date) else value
