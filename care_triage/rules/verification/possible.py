"""Which facts can exist at all: what verification may take for granted about the world outside the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from care_triage.rules.rule import Rule
from care_triage.rules.scale import Ordinal


@dataclass(frozen=True)
class Possible:
    """The facts that can exist.

    `on` is the first day that counts, needed when rules have validity dates. Facts in `always` are never unknown.
    `combinations` lists, for a fact of codes with ancestors, every set of codes that exists (a commune with its
    court area, department and region); without a list the fact is taken to be one code alone. `least` is the
    smallest value of an ordered fact. `impossible` are combinations that do not exist, each written as a rule without
    dates: facts of which all its conditions are true cannot be; as long as one of them is unknown they can.
    """

    on: date | None = None
    always: frozenset[str] = frozenset()
    combinations: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    least: Mapping[str, Ordinal] = field(default_factory=dict)
    impossible: tuple[Rule, ...] = ()


ANYTHING = Possible()
"""Every value of every fact, and every fact may be unknown."""
