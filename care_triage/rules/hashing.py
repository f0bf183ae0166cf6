"""The content hash of a table: equal hashes decide equally, on any machine, in any year."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from care_triage.rules.errors import RuleError, shown
from care_triage.rules.vocabulary import Fact, Vocabulary
from care_triage.rules.writing import write_cell

if TYPE_CHECKING:
    from care_triage.rules.rule import Rule

_FORMAT = "care-rules-1"


def table_hash(vocabulary: Vocabulary, rules: Iterable[Rule]) -> str:
    """SHA-256 in hex of the facts (name, kind, codes) and of the rules in order (conditions, outputs, validity).

    Independent of the order of facts, of conditions inside a rule and of how a cell was typed; labels, units and
    questions are left out. Raises RuleError when outputs hold something that has no lasting written form.
    """
    content = {
        "format": _FORMAT,
        "facts": [_fact(vocabulary[name]) for name in sorted(vocabulary)],
        "rules": [_rule(vocabulary, rule) for rule in rules],
    }
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _fact(fact: Fact) -> list[Any]:
    return [fact.name, fact.kind.value, sorted(fact.codes)]


def _rule(vocabulary: Vocabulary, rule: Rule) -> dict[str, Any]:
    cells = {name: write_cell(condition, vocabulary[name]) for name, condition in rule.conditions.items()}
    return {
        "id": rule.id,
        "when": cells,
        "then": _plain(rule.id, rule.outputs),
        "from": _plain(rule.id, rule.valid_from),
        "until": _plain(rule.id, rule.valid_until),
    }


def _plain(rule_id: str, value: object) -> Any:
    """An output as JSON, tagged where JSON alone would confuse two values (a date and its text, a list and a set)."""
    if value is None or (isinstance(value, (bool, int, str)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return _plain(rule_id, value.value)
    if isinstance(value, (date, datetime)):
        return {"$date": value.isoformat()}
    if isinstance(value, Decimal) and value.is_finite():
        return {"$decimal": format(value.normalize(), "f")}
    return _plain_many(rule_id, value)


def _plain_many(rule_id: str, value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f"{field.name}": _plain(rule_id, getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {"$map": sorted(([_plain(rule_id, k), _plain(rule_id, v)] for k, v in value.items()), key=json.dumps)}
    if isinstance(value, AbstractSet):
        return {"$set": sorted((_plain(rule_id, item) for item in value), key=json.dumps)}
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, str)):
        return [_plain(rule_id, item) for item in value]
    raise RuleError("unhashable_output", rule_id=rule_id, got=shown(value))
