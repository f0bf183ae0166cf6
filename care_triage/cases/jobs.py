"""Background entry points of the case."""

import structlog

from care_triage.cases.events import ClocksDue
from care_triage.cases.service.escalate import look_at_clock, overdue_referrals
from care_triage.infra.outbox import external

log = structlog.get_logger(__name__)


@external
def look_at_clocks(_event: ClocksDue) -> None:
    """Take every step that is due; each in its own transaction, so that one failure stops no other.

    What failed is due again at the next round, a minute later.
    """
    for referral_id in overdue_referrals():
        try:
            look_at_clock(referral_id)
        except Exception:
            log.exception("clock not looked at", referral=referral_id)
