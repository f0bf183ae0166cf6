"""Which rules are in force on a given day: the same index as for facts, over the validity dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from care_triage.rules.conditions import Within
from care_triage.rules.errors import FactError, RuleError
from care_triage.rules.index import Column
from care_triage.rules.masks import everyone
from care_triage.rules.scale import date_step
from care_triage.rules.spans import Span
from care_triage.rules.vocabulary import Fact, Kind

_ON: Final = Fact("on", Kind.DATE, label="date de la décision", label_en="date of the decision")


def check_validity(rule_id: str, valid_from: date | None, valid_until: date | None) -> None:
    """Refuse dates that are not dates, out of bounds or in the wrong order. Raises RuleError."""
    try:
        low, high = _steps(valid_from, valid_until)
    except FactError as error:
        raise RuleError("bad_validity", rule_id=rule_id, **error.details) from None
    if low is not None and high is not None and low >= high:
        raise RuleError("bad_validity", rule_id=rule_id)


def _steps(valid_from: date | None, valid_until: date | None) -> Span:
    """First day in force and first day no longer in force, as steps."""
    low = None if valid_from is None else date_step(_ON, valid_from)
    high = None if valid_until is None else date_step(_ON, valid_until) + 1
    return Span(low, high)


class Validity:
    """The rules in force by day."""

    def __init__(self, periods: Iterable[tuple[date | None, date | None]]) -> None:
        spans = [_steps(*period) for period in periods]
        dated = [(i, Within((span,))) for i, span in enumerate(spans) if span != (None, None)]
        self._column = Column(_ON, dated, len(spans))
        self._needs_date = bool(dated)
        self._everyone = everyone(len(spans))

    def in_force(self, on: date | None) -> int:
        """Mask of the rules in force on this day (first and last day included).

        Raises FactError when `on` is None though some rule is dated, or is not a date.
        """
        if on is not None:
            return self._column.accepting(on)
        if self._needs_date:
            raise FactError("date_needed", fact=_ON.name)
        return self._everyone
