"""What cases promise, on each database: one wins, the past stays, clocks stop and run, steps come in order."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError

from care_triage.cases.errors import AlreadyAnswered, AlreadyLed, NotAllowedNow
from care_triage.cases.models import Case, Clock, HistoryEvent, Need, Referral
from care_triage.cases.service.answer_referral import accept_referral, decline_referral, undo_answer
from care_triage.cases.service.clocks import segments_of
from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.escalate import look_at_clock, overdue_referrals
from care_triage.cases.service.open_case import open_case
from care_triage.cases.service.refer import apply_routing, refer_by_hand
from care_triage.cases.service.work_referral import close_referral, end_need, wait, withdraw_case, withdraw_referral
from care_triage.cases.types import (
    OWNER,
    Audience,
    Contact,
    DeclineReason,
    Draft,
    EventKind,
    Filing,
    NeedFiling,
    Outcome,
    PlannedReferral,
    ReferralRole,
    ReferralStatus,
    Routing,
    Status,
    WaitingOn,
    person,
)
from care_triage.infra import clock
from care_triage.infra.db import session, transaction
from care_triage.infra.errors import DomainError
from tests.integration.cases.conftest import HOURS
from tests.support.filing import case_of, lead_of, needs_of, referrals_of
from tests.support.staff import adviser_of

# A Monday at nine in Paris.
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def plan(unit_id: int, role: ReferralRole = ReferralRole.LEAD, minutes: int = 240) -> PlannedReferral:
    return PlannedReferral(unit_id, role, minutes, HOURS, note="parce que")


def opened(*plans: PlannedReferral) -> int:
    """A case with one need, routed to these units; gives its id."""
    case_id = open_case(
        Filing(key="one-case", story="Une difficulté.", needs=(NeedFiling("a"),), facts={}, commune="42187",
               commune_label="Roanne", department="42", contact=Contact("N. Perrin", "n@exemple.fr"),
               consented_at=clock.now())
    ).case_id  # fmt: skip
    route(case_id, *plans)
    return case_id


def route(case_id: int, *plans: PlannedReferral) -> None:
    apply_routing(Routing(needs_of(case_id)[0].id, plans, desk_reason="everyone_declined"))


def kinds(case_id: int) -> list[EventKind]:
    query = select(HistoryEvent.kind).where(HistoryEvent.case_id == case_id).order_by(HistoryEvent.id)
    return list(session().scalars(query))


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_the_past(units: list[int], change: str) -> None:
    case_id = opened(plan(units[0]))
    statement = {
        "update": update(HistoryEvent).values(kind=EventKind.CASE_WITHDRAWN),
        "delete": delete(HistoryEvent),
    }[change]
    with pytest.raises(DBAPIError), transaction() as current:
        current.execute(statement)
    assert kinds(case_id)[0] is EventKind.CASE_FILED


@pytest.mark.parametrize(
    "values",
    [
        {"status": "closed"},
        {"status": "declined"},
        {"role": "boss"},
        {"unit_id": 999_999},
    ],
)
def test_the_database_refuses_what_cannot_be(units: list[int], values: dict[str, object]) -> None:
    opened(plan(units[0]))
    column, value = next(iter(values.items()))
    with pytest.raises((DBAPIError, LookupError)), transaction() as current:
        current.execute(update(Referral.__table__).values({column: value}))  # type: ignore[arg-type]


def test_two_advisers_accept_at_the_same_instant_and_one_is_told(units: list[int], app: Flask) -> None:
    case_id = opened(plan(units[0]))
    referral_id, people = lead_of(case_id).id, [adviser_of(units[0]) for _ in range(4)]
    session().rollback()
    gate, found = threading.Barrier(len(people)), []

    def accept(person_id: int) -> None:
        with app.app_context():
            gate.wait()
            try:
                accept_referral(referral_id, person(person_id, units[0]))
                found.append("accepted")
            except AlreadyAnswered as error:
                found.append(str(error.values["answer"]))

    threads = [threading.Thread(target=accept, args=(person_id,)) for person_id in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(found) == len(people)
    assert kinds(case_id).count(EventKind.REFERRAL_ACCEPTED) == 1
    assert lead_of(case_id).adviser_id in people


def test_the_loser_of_two_answers_is_told_what_happened(units: list[int]) -> None:
    referral_id = lead_of(opened(plan(units[0]))).id
    accept_referral(referral_id, person(adviser_of(units[0]), units[0]))
    with pytest.raises(AlreadyAnswered):
        accept_referral(referral_id, person(adviser_of(units[0]), units[0]))


def test_waiting_on_the_owner_stops_the_clock_and_the_answer_restarts_it(units: list[int]) -> None:
    with clock.pretend(MONDAY):
        case_id = opened(plan(units[0]))
        lead, adviser = lead_of(case_id), person(adviser_of(units[0]), units[0])
        accept_referral(lead.id, adviser)
        due_before = lead_of(case_id).due_at
    with clock.pretend(MONDAY + timedelta(hours=1)):
        wait(lead.id, WaitingOn.OWNER, None, adviser)
        assert lead_of(case_id).due_at is None
        assert case_of(case_id).status is Status.WAITING
    with clock.pretend(MONDAY + timedelta(days=14, hours=1)):
        post_message(Draft(case_id, Audience.OWNER, "La voici", OWNER))
    woken = lead_of(case_id)
    assert woken.status is ReferralStatus.ACCEPTED
    assert due_before is not None
    assert woken.due_at == due_before + timedelta(days=14)
    current = session().scalars(select(Clock.id).where(Clock.referral_id == lead.id, Clock.stopped_at.is_(None))).one()
    assert [segment.running for segment in segments_of(current)] == [True, False, True]


def test_waiting_on_a_partner_does_not_stop_the_clock(units: list[int]) -> None:
    with clock.pretend(MONDAY):
        case_id = opened(plan(units[0]))
        lead, adviser = lead_of(case_id), person(adviser_of(units[0]), units[0])
        accept_referral(lead.id, adviser)
        wait(lead.id, WaitingOn.OWNER, None, adviser)
        wait(lead.id, WaitingOn.PARTNER, None, adviser)
        assert lead_of(case_id).due_at is not None
    with clock.pretend(MONDAY + timedelta(days=20)):
        assert overdue_referrals() == [lead.id]
        look_at_clock(lead.id)
    assert EventKind.REFERRAL_REMINDED in kinds(case_id)


def test_a_waiting_date_wakes_the_referral_on_its_morning(units: list[int]) -> None:
    with clock.pretend(MONDAY):
        case_id = opened(plan(units[0]))
        lead, adviser = lead_of(case_id), person(adviser_of(units[0]), units[0])
        accept_referral(lead.id, adviser)
        wait(lead.id, WaitingOn.DATE, (MONDAY + timedelta(days=30)).date(), adviser)
    with clock.pretend(MONDAY + timedelta(days=29)):
        assert overdue_referrals() == []
    with clock.pretend(MONDAY + timedelta(days=30)):
        assert overdue_referrals() == [lead.id]
        look_at_clock(lead.id)
        look_at_clock(lead.id)
    assert kinds(case_id).count(EventKind.REFERRAL_RESUMED) == 1
    assert lead_of(case_id).status is ReferralStatus.ACCEPTED


def test_an_unanswered_lead_is_reminded_then_its_manager_then_others_are_asked(units: list[int]) -> None:
    with clock.pretend(MONDAY):
        case_id = opened(plan(units[0]))
        lead = lead_of(case_id)
    steps = []
    for hours in range(0, 24 * 5, 1):
        with clock.pretend(MONDAY + timedelta(hours=hours)):
            for referral_id in overdue_referrals():
                look_at_clock(referral_id)
                look_at_clock(referral_id)
        steps.append(kinds(case_id)[-1])
    order = [kind for place, kind in enumerate(steps) if place == 0 or kind is not steps[place - 1]]
    assert order[1:] == [EventKind.REFERRAL_REMINDED, EventKind.REFERRAL_ESCALATED, EventKind.REFERRAL_EXPIRED]
    (need,) = needs_of(case_id)
    assert (need.status, need.routed) == (Status.PENDING, False)
    assert referrals_of(case_id) == []
    assert session().get_one(Referral, lead.id).ended_at is not None


def test_whoever_accepted_keeps_the_case_and_is_only_reminded(units: list[int]) -> None:
    with clock.pretend(MONDAY):
        case_id = opened(plan(units[0]))
        accept_referral(lead_of(case_id).id, person(adviser_of(units[0]), units[0]))
    for day in range(40):
        with clock.pretend(MONDAY + timedelta(days=day)):
            for referral_id in overdue_referrals():
                look_at_clock(referral_id)
    assert lead_of(case_id).status is ReferralStatus.ACCEPTED
    assert kinds(case_id)[-2:] == [EventKind.REFERRAL_REMINDED, EventKind.REFERRAL_ESCALATED]


def test_who_already_helps_leads_when_the_lead_declines(units: list[int]) -> None:
    case_id = opened(plan(units[0]), plan(units[1], ReferralRole.SUPPORT))
    helper, adviser = referrals_of(case_id)[1].id, person(adviser_of(units[1]), units[1])
    accept_referral(helper, adviser)
    decline_referral(lead_of(case_id).id, DeclineReason.NO_CAPACITY, "", person(adviser_of(units[0]), units[0]))
    route(case_id, plan(units[1]))
    lead = lead_of(case_id)
    assert (lead.id, lead.status) == (helper, ReferralStatus.ACCEPTED)
    assert case_of(case_id).status is Status.IN_PROGRESS


def test_when_everyone_declined_the_desk_has_the_move(units: list[int]) -> None:
    case_id = opened(plan(units[0]))
    decline_referral(lead_of(case_id).id, DeclineReason.NOT_OUR_FIELD, "", person(adviser_of(units[0]), units[0]))
    route(case_id)
    (need,) = needs_of(case_id)
    assert (need.status, need.desk_reason) == (Status.DESK, "everyone_declined")


def test_a_lead_taken_back_leaves_the_need_to_the_desk_with_the_reason(units: list[int]) -> None:
    case_id = opened(plan(units[0]))
    withdraw_referral(lead_of(case_id).id, "Doublon.", person(adviser_of(units[0])))
    (need,) = needs_of(case_id)
    assert (need.status, need.desk_reason) == (Status.DESK, "lead_withdrawn")
    assert kinds(case_id)[-2:] == [EventKind.REFERRAL_WITHDRAWN, EventKind.NEED_ON_DESK]


def test_ending_a_need_at_the_desk_ends_all_work_on_it(units: list[int]) -> None:
    case_id = opened(plan(units[0], ReferralRole.SUPPORT))
    end_need(needs_of(case_id)[0].id, Outcome.GAVE_UP, person(adviser_of(units[0])))
    assert case_of(case_id).status is Status.CLOSED
    assert referrals_of(case_id) == []


def test_help_added_by_hand_does_not_end_the_search_for_a_lead(units: list[int]) -> None:
    case_id = opened(plan(units[0]))
    decline_referral(lead_of(case_id).id, DeclineReason.NO_CAPACITY, "", person(adviser_of(units[0]), units[0]))
    refer_by_hand(needs_of(case_id)[0].id, plan(units[2], ReferralRole.SUPPORT), person(adviser_of(units[2])))
    assert needs_of(case_id)[0].status is Status.PENDING
    route(case_id, plan(units[1]))
    assert lead_of(case_id).unit_id == units[1]


def test_a_second_lead_is_refused_by_name(units: list[int]) -> None:
    case_id = opened(plan(units[0]))
    with pytest.raises(AlreadyLed):
        refer_by_hand(needs_of(case_id)[0].id, plan(units[1]), person(adviser_of(units[1])))


def test_a_closing_is_not_undone_over_a_new_lead(units: list[int]) -> None:
    case_id = opened(plan(units[0]))
    lead, adviser = lead_of(case_id).id, person(adviser_of(units[0]), units[0])
    accept_referral(lead, adviser)
    close_referral(lead, Outcome.NO_SOLUTION, "", adviser)
    assert needs_of(case_id)[0].status is Status.DESK
    refer_by_hand(needs_of(case_id)[0].id, plan(units[1]), person(adviser_of(units[1])))
    with pytest.raises(AlreadyLed):
        undo_answer(lead, adviser)


def test_a_closing_may_be_undone_at_once_and_not_later(units: list[int]) -> None:
    with clock.pretend(MONDAY):
        case_id = opened(plan(units[0]))
        lead, adviser = lead_of(case_id).id, person(adviser_of(units[0]), units[0])
        accept_referral(lead, adviser)
        close_referral(lead, Outcome.HELPED, "", adviser)
        assert case_of(case_id).status is Status.CLOSED
    with clock.pretend(MONDAY + timedelta(minutes=9)):
        undo_answer(lead, adviser)
        assert case_of(case_id).status is Status.IN_PROGRESS
        close_referral(lead, Outcome.HELPED, "", adviser)
    with clock.pretend(MONDAY + timedelta(minutes=30)), pytest.raises(NotAllowedNow):
        undo_answer(lead, adviser)
    assert kinds(case_id).count(EventKind.REFERRAL_CLOSED) == 2


def test_an_acceptance_taken_back_was_no_first_answer(units: list[int]) -> None:
    case_id = opened(plan(units[0]))
    lead, adviser = lead_of(case_id).id, person(adviser_of(units[0]), units[0])
    accept_referral(lead, adviser)
    assert case_of(case_id).first_answered_at is not None
    undo_answer(lead, adviser)
    assert case_of(case_id).first_answered_at is None


def test_nothing_can_be_undone_in_a_request_that_was_taken_back(units: list[int]) -> None:
    case_id = opened(plan(units[0]), plan(units[1], ReferralRole.SUPPORT))
    helper, adviser = referrals_of(case_id)[1].id, person(adviser_of(units[1]), units[1])
    accept_referral(helper, adviser)
    close_referral(helper, Outcome.HELPED, "", adviser)
    withdraw_case(case_id)
    with pytest.raises(DomainError):
        undo_answer(helper, adviser)
    assert case_of(case_id).status is Status.WITHDRAWN


def test_the_same_filing_key_gives_the_same_case(units: list[int]) -> None:
    assert opened(plan(units[0])) == opened(plan(units[0]))
    assert session().scalar(select(func.count()).select_from(Case)) == 1
    assert session().scalar(select(func.count()).select_from(Need)) == 1
