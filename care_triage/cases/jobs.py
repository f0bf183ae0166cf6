"""Background entry points of the case."""

from care_triage.cases.events import ClocksDue
from care_triage.cases.service.escalate import look_at_clock, overdue_referrals
from care_triage.infra.outbox import external


@external
def look_at_clocks(_event: ClocksDue) -> None:
    """Take every step that is due; each in its own transaction, so that one failure stops no other."""
    for referral_id in overdue_referrals():
        look_at_clock(referral_id)
