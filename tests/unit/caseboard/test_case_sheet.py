"""What the page of a case offers to whom, and whose move it says it is."""

from datetime import timedelta

import pytest

from care_triage.caseboard.case_sheet import CaseSheet, case_sheet
from care_triage.cases.policy import Action
from care_triage.cases.types import ReferralRole, ReferralStatus, Status
from tests.unit.caseboard.rows import ADVISER, AT, COORDINATOR, case, need, referral


def sheet_for_adviser(*referrals: object, **changes: object) -> CaseSheet:
    """The sheet of a case with one need, for somebody of unit 1."""
    return case_sheet(case(need(*referrals, **changes)), ADVISER, {1}, AT)  # type: ignore[arg-type]


def test_what_was_sent_can_be_accepted_refused_or_handed_on() -> None:
    (own,) = sheet_for_adviser(referral()).own
    assert own.actions == {Action.ACCEPT, Action.DECLINE, Action.TRANSFER}


def test_an_information_is_neither_handed_on_nor_put_aside() -> None:
    (own,) = sheet_for_adviser(referral(role=ReferralRole.INFORM, status=ReferralStatus.ACCEPTED)).own
    assert Action.TRANSFER not in own.actions
    assert Action.WAIT not in own.actions


def test_whoever_only_reads_a_unit_is_offered_nothing() -> None:
    other = referral(unit=referral().unit.__class__(2, "Autre", "Urssaf", "urssaf"))
    (own,) = case_sheet(case(need(other)), ADVISER, {1, 2}, AT).own
    assert own.actions == frozenset()


@pytest.mark.parametrize(("minutes", "offered"), [(0, True), (10, True), (11, False)])
def test_an_acceptance_can_be_undone_for_ten_minutes(minutes: int, offered: bool) -> None:
    accepted = referral(status=ReferralStatus.ACCEPTED, adviser_id=7, accepted_at=AT - timedelta(minutes=minutes))
    (own,) = sheet_for_adviser(accepted).own
    assert (own.undo_until is not None) is offered


def test_an_old_acceptance_taken_up_again_is_not_undone() -> None:
    """Its status is fresh, its acceptance is not."""
    resumed = referral(status=ReferralStatus.ACCEPTED, adviser_id=7, accepted_at=AT - timedelta(days=3), status_at=AT)
    (own,) = sheet_for_adviser(resumed).own
    assert own.undo_until is None


def test_what_a_colleague_did_is_not_mine_to_undo() -> None:
    (own,) = sheet_for_adviser(referral(status=ReferralStatus.ACCEPTED, adviser_id=9, accepted_at=AT)).own
    assert own.undo_until is None


def test_the_move_is_mine_only_where_my_unit_has_it() -> None:
    elsewhere = referral(id=2, unit=referral().unit.__class__(2, "Autre", "Urssaf", "urssaf"))
    sheet = case_sheet(case(need(referral(), elsewhere)), ADVISER, {1}, AT)
    assert sheet.meaning == "act"
    assert (sheet.meaning_of(referral()), sheet.meaning_of(elsewhere)) == ("act", "wait")
    assert case_sheet(case(need(elsewhere)), ADVISER, {1}, AT).meaning == "wait"


def test_the_desk_is_the_coordinator_s_move() -> None:
    waiting = case(need(status=Status.DESK))
    assert case_sheet(waiting, COORDINATOR, set(), AT).meaning == "act"
    assert case_sheet(waiting, ADVISER, {1}, AT).meaning == "wait"


def test_a_hidden_need_does_not_exist_for_a_partner_nor_in_the_status_of_the_case() -> None:
    hidden = need(id=2, subject=None, confidential=True, status=Status.DESK)
    seen = need(referral(status=ReferralStatus.CLOSED), status=Status.CLOSED)
    adviser = case_sheet(case(seen, hidden), ADVISER, {1}, AT)
    assert (adviser.needs, adviser.status) == ((seen,), Status.CLOSED)
    coordinator = case_sheet(case(seen, hidden), COORDINATOR, set(), AT)
    assert (coordinator.needs, coordinator.status) == ((seen, hidden), Status.DESK)
