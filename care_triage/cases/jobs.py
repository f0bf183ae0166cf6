"""Background entry points of the case."""

from collections.abc import Callable, Iterable

import structlog

from care_triage.cases.companion_types import Moment
from care_triage.cases.events import ClocksDue, FollowUpsDue
from care_triage.cases.queries.appointments import appointments_of_tomorrow
from care_triage.cases.service.appointments import remind_of_appointment
from care_triage.cases.service.erase import erase_case, erasures_due
from care_triage.cases.service.escalate import look_at_clock, overdue_referrals
from care_triage.cases.service.opinions import ask_how_it_went, cases_to_ask
from care_triage.cases.service.press import cases_that_press, mark_pressing
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


@external
def follow_up(_event: FollowUpsDue) -> None:
    """Remind of tomorrow's appointments, mark what begins to press, ask how it went, forget whoever asked for it.

    Each in its own transaction; what failed is due again an hour later.
    """
    _each("appointment not reminded", appointments_of_tomorrow(), remind_of_appointment)
    _each("legal date not marked", cases_that_press(), mark_pressing)
    for moment in Moment:
        _each("owner not asked", cases_to_ask(moment), lambda case_id, moment=moment: ask_how_it_went(case_id, moment))  # type: ignore[misc]
    _each("case not erased", erasures_due(), erase_case)


def _each(trouble: str, ids: Iterable[int], act: Callable[[int], object]) -> None:
    for number in ids:
        try:
            act(number)
        except Exception:
            log.exception(trouble, number=number)
