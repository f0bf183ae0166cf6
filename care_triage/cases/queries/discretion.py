"""That danger was heard is for those who listen: nothing on the page of anybody else tells it, by whatever detour."""

from dataclasses import replace

from care_triage.cases.queries.rows import CaseView, HistoryRow
from care_triage.cases.types import DANGER, EventKind

_TELLING = ("reason", "held_back")


def without_danger(case: CaseView) -> CaseView:
    """The case as a creditor may read it: why it waited for a person is left out."""
    needs = tuple(replace(need, desk_reason=None) if need.desk_reason == DANGER else need for need in case.needs)
    lines = tuple(_plain(line) for line in case.history if line.kind is not EventKind.DANGER_DISMISSED)
    return replace(case, needs=needs, history=lines)


def _plain(line: HistoryRow) -> HistoryRow:
    if not any(line.data.get(name) == DANGER for name in _TELLING):
        return line
    return replace(line, data={name: value for name, value in line.data.items() if name not in _TELLING})
