"""What a page shows of the whole verification of a draft."""

from typing import Any

from care_triage.accounts.types import Viewer
from care_triage.rulebook import policy
from care_triage.rulebook.queries.life import get_life
from care_triage.rulebook.queries.verifications import latest_verification
from care_triage.rulebook.types import DraftState, DraftView
from care_triage.rules.verification import FindingKind, Severity

_ALIVE = (DraftState.OPEN, DraftState.SUBMITTED, DraftState.APPROVED)


def verification_box(draft: DraftView, viewer: Viewer) -> dict[str, Any]:
    """What `_verification.html` needs besides the draft."""
    found = latest_verification(draft.id)
    is_current = policy.is_verified(get_life(draft.id), found)
    return {
        "verification": found,
        "is_verified": is_current,
        "counts": [(each.value, sum(one.severity is each for one in found.findings)) for each in Severity]
        if found and is_current
        else [],
        "was_cut_off": found is not None and any(one.kind is FindingKind.CUT_OFF for one in found.findings),
        "may_verify": draft.state in _ALIVE and (policy.may_write(viewer) or policy.may_approve(viewer)),
    }
