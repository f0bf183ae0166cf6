"""Who reads along with the owner: whoever writes for them, and the contacts of cases that were merged into theirs."""

from collections.abc import Iterator

from care_triage.cases.links import OwnerKey, owner_url
from care_triage.cases.models import Case
from care_triage.cases.queries.mandate import find_mandate
from care_triage.cases.queries.merged import merged_into
from care_triage.infra.db import session
from care_triage.notifications.types import Address, Kind

# What tells of the case itself; a fresh link, or a question about the mandate, is for the owner alone.
_STEPS = frozenset(
    {
        Kind.OWNER_SENT, Kind.OWNER_ON_DESK, Kind.OWNER_ACCEPTED, Kind.OWNER_AWAITED, Kind.OWNER_CLOSED,
        Kind.OWNER_WITHDRAWN, Kind.OWNER_MESSAGE, Kind.OWNER_DOCUMENT,
    }
)  # fmt: skip


def beside_owner(case_id: int, kind: Kind) -> Iterator[tuple[Address, str]]:
    """(address, private link) of everyone who reads this mail beside the owner."""
    yield from _helper(case_id, kind)
    if kind in _STEPS:
        for merged_id in merged_into(case_id):
            merged = session().get_one(Case, merged_id)
            if merged.contact_email:
                key = OwnerKey(merged.id, merged.link_version)
                yield Address(f"owner:{merged.id}", merged.contact_email, merged.locale), owner_url(key)


def _helper(case_id: int, kind: Kind) -> Iterator[tuple[Address, str]]:
    mandate = find_mandate(case_id)
    if mandate is None or not mandate.email:
        return
    # That it arrived is theirs to know at once; the rest once the owner agrees.
    if (kind is Kind.OWNER_RECEIVED and mandate.is_open) or (kind in _STEPS and mandate.is_in_force):
        case = session().get_one(Case, case_id)
        yield Address("helper", mandate.email, case.locale), owner_url(OwnerKey(case.id, case.link_version, True))
