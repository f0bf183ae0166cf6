"""Three ways at once: what the files said last time, what stands now, what they say today."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_NOTHING = object()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what stands now and what the files want."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """`values` to write; `changes` from what stands; `kept` are fields a person changed here, left as they are."""

    values: Mapping[str, Any]
    changes: tuple[FieldChange, ...]
    kept: tuple[FieldChange, ...]


def merge(
    wanted: Mapping[str, Any], current: Mapping[str, Any], applied: Mapping[str, Any] | None, *, force: bool = False
) -> Merge:
    """Take what the files want, except where a person has changed the field since (unless `force`).

    Without `applied` the row was made by a person: each of its fields is theirs.
    """
    values, changes, kept = dict(current), [], []
    for field, value in wanted.items():
        if current[field] == value:
            continue
        known = _NOTHING if applied is None else applied.get(field, current[field])
        difference = FieldChange(field, current[field], value)
        if current[field] != known and not force:
            kept.append(difference)
        else:
            values[field] = value
            changes.append(difference)
    return Merge(values, tuple(changes), tuple(kept))
