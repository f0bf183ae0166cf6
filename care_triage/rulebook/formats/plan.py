"""What an import would change, rule by rule: shown before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from care_triage.rulebook.policy import compare
from care_triage.rulebook.types import RowChange
from care_triage.triage.document import RuleSetDocument


@dataclass(frozen=True)
class ImportPlan:
    """The rules that an import would add, change (with their fields, and `position` for a moved one) and remove."""

    changes: tuple[RowChange, ...]

    @property
    def added(self) -> Sequence[RowChange]:
        """Rules that the file brings."""
        return [change for change in self.changes if change.change == "added"]

    @property
    def changed(self) -> Sequence[RowChange]:
        """Rules that the file says otherwise."""
        return [change for change in self.changes if change.change == "changed"]

    @property
    def removed(self) -> Sequence[RowChange]:
        """Rules that are not in the file: an import drops them."""
        return [change for change in self.changes if change.change == "removed"]

    @property
    def is_empty(self) -> bool:
        """Whether the file says what stands."""
        return not self.changes


def plan_import(base: RuleSetDocument, imported: RuleSetDocument) -> ImportPlan:
    """What taking over the rules of `imported` would change in `base`."""
    return ImportPlan(compare(base, imported))
