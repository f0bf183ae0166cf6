"""What loading the communes did, or would do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableChange:
    """What loading does, or would do, to one table."""

    table: str
    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def total(self) -> int:
        return self.added + self.changed + self.removed


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load of the communes did; no changes when the source was already loaded."""

    communes: int
    districts: int
    postal_codes: int
    changes: tuple[TableChange, ...] = ()

    @property
    def unchanged(self) -> bool:
        return not any(change.total for change in self.changes)
