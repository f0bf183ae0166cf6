"""What the private page says of how a request came in: a person looks first, who writes for the owner."""

from dataclasses import dataclass

from care_triage.cases.links import OwnerKey
from care_triage.cases.queries.holds import holds_of
from care_triage.cases.queries.mandate import MandateRow, find_mandate
from care_triage.cases.types import HoldKind


@dataclass(frozen=True)
class Entry:
    """The notes of a page, for the owner or for whoever writes for them."""

    looked_at: bool
    waits_for_owner: bool
    mandate: MandateRow | None
    by_helper: bool

    @property
    def is_held(self) -> bool:
        """Whether nothing is sent before somebody has decided."""
        return self.looked_at or self.waits_for_owner


def entry_of(key: OwnerKey) -> Entry:
    """The notes of the page that this key opens."""
    holds = holds_of(key.case_id)
    mandate = find_mandate(key.case_id)
    return Entry(HoldKind.SUSPICION in holds, HoldKind.MANDATE in holds, mandate, key.by_helper)
