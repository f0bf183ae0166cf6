"""Whatever people do to a case, in whatever order: what must stay true stays true."""

from datetime import UTC, datetime, timedelta
from typing import Any

import hypothesis.strategies as st
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from care_triage.cases.models import Case, HistoryEvent, Need, Referral
from care_triage.cases.policy import Action, allowed_actions
from care_triage.cases.service.answer_referral import (
    accept_referral,
    decline_referral,
    transfer_referral,
    undo_answer,
)
from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.escalate import look_at_clock, overdue_referrals
from care_triage.cases.service.open_case import open_case
from care_triage.cases.service.refer import apply_routing, refer_by_hand
from care_triage.cases.service.work_referral import (
    close_referral,
    end_need,
    resume,
    wait,
    withdraw_case,
    withdraw_referral,
)
from care_triage.cases.types import (
    ACTIVE,
    OWNER,
    Audience,
    Contact,
    DeclineReason,
    Draft,
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
from care_triage.infra.db import session
from care_triage.infra.errors import DomainError
from tests.integration.cases.conftest import HOURS, make_units
from tests.support.staff import adviser_of

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ENDED = (Status.CLOSED, Status.WITHDRAWN)
picks = st.integers(0, 30)


class LifeOfACase(RuleBasedStateMachine):
    """One case with two needs, four units, and everybody who may act on it."""

    units: list[int]
    advisers: dict[int, int]
    _filed = 0

    @initialize()
    def file(self) -> None:
        type(self)._filed += 1
        self.at = START
        request = Filing(
            key=f"life-{self._filed}", story="Une difficulté.", needs=(NeedFiling("a"), NeedFiling("b")), facts={},
            commune="42187", commune_label="Roanne", department="42", contact=Contact("N. Perrin", "n@exemple.fr"),
            consented_at=self.at,
        )  # fmt: skip
        with clock.pretend(self.at):
            self.case_id = open_case(request).case_id
        self.lines = self._history()
        for need in self._needs():
            self._act(
                apply_routing, Routing(need.id, (self._plan(0, ReferralRole.LEAD), self._plan(1, ReferralRole.SUPPORT)))
            )

    # --- Reading

    def _history(self) -> list[tuple[Any, ...]]:
        query = select(HistoryEvent).where(HistoryEvent.case_id == self.case_id).order_by(HistoryEvent.id)
        return [(line.id, line.kind, line.at, str(line.data)) for line in session().scalars(query)]

    def _referrals(self) -> list[Referral]:
        return list(session().scalars(select(Referral).where(Referral.case_id == self.case_id).order_by(Referral.id)))

    def _needs(self) -> list[Need]:
        return list(session().scalars(select(Need).where(Need.case_id == self.case_id).order_by(Need.id)))

    def _picture(self) -> list[tuple[Any, ...]]:
        """Everything that a change would change."""
        session().expire_all()
        rows: list[Any] = [session().get_one(Case, self.case_id), *self._needs(), *self._referrals()]
        return [tuple(getattr(row, column.key) for column in type(row).__mapper__.column_attrs) for row in rows]

    # --- Acting

    def _act(self, action: Any, *arguments: Any) -> None:
        """Do it a little later; a refusal must change nothing, a change must be in the history."""
        before, self.at = self._picture(), self.at + timedelta(minutes=3)
        refused = False
        with clock.pretend(self.at):
            try:
                action(*arguments)
            except DomainError as error:
                if type(error).__module__ != "care_triage.cases.errors":
                    raise
                refused = True
        after = self._picture()
        lines = self._history()
        assert lines[: len(self.lines)] == self.lines, "the past was changed"
        if refused:
            assert after == before
            assert lines == self.lines
        elif after != before:
            assert len(lines) > len(self.lines), "a change without its line of history"
        self.lines = lines

    def _on(self, pick: int, action: Action, call: Any, *arguments: Any) -> None:
        """Act through an adviser of its unit on a referral that allows it; now and then on one that does not."""
        if pick and action in (Action.WAIT, Action.CLOSE, Action.RESUME, Action.UNDO):
            self._accept_one(pick)
        found = self._referrals()
        if pick and (able := [row for row in found if action in allowed_actions(row.status)]):
            found = able
        if found:
            referral = found[pick % len(found)]
            allowed = action in allowed_actions(referral.status)
            changed = len(self.lines)
            self._act(call, referral.id, *arguments, person(self.advisers[referral.unit_id], referral.unit_id))
            assert allowed or len(self.lines) == changed, f"{action} was done to a {referral.status} referral"

    def _accept_one(self, pick: int) -> None:
        """Work begins with somebody who takes it, when nobody has yet."""
        found = [row for row in self._referrals() if row.status is ReferralStatus.SENT]
        if found and not any(row.status is ReferralStatus.ACCEPTED for row in self._referrals()):
            referral = found[pick % len(found)]
            self._act(accept_referral, referral.id, person(self.advisers[referral.unit_id], referral.unit_id))

    def _plan(self, pick: int, role: ReferralRole) -> PlannedReferral:
        return PlannedReferral(self.units[pick % len(self.units)], role, 240, HOURS, note="parce que")

    @rule(need=picks, lead=picks, supports=st.lists(picks, max_size=2))
    def route(self, need: int, lead: int, supports: list[int]) -> None:
        plans = {self.units[lead % 4]: self._plan(lead, ReferralRole.LEAD)}
        for pick in supports:
            plans.setdefault(self.units[pick % 4], self._plan(pick, ReferralRole.SUPPORT))
        self._act(apply_routing, Routing(self._needs()[need % 2].id, tuple(plans.values())))

    @rule(need=picks)
    def route_to_nobody(self, need: int) -> None:
        self._act(apply_routing, Routing(self._needs()[need % 2].id, ()))

    @rule(pick=picks)
    def accept(self, pick: int) -> None:
        self._on(pick, Action.ACCEPT, accept_referral)

    @rule(pick=picks, reason=st.sampled_from(DeclineReason), note=st.sampled_from(["", "trop loin"]))
    def decline(self, pick: int, reason: DeclineReason, note: str) -> None:
        self._on(pick, Action.DECLINE, decline_referral, reason, note)

    @rule(pick=picks, to=picks)
    def transfer(self, pick: int, to: int) -> None:
        self._on(pick, Action.TRANSFER, transfer_referral, self._plan(to, ReferralRole.LEAD))

    @rule(pick=picks, on=st.sampled_from(WaitingOn), days=st.sampled_from([None, -1, 5]))
    def put_aside(self, pick: int, on: WaitingOn, days: int | None) -> None:
        until = self.at.date() + timedelta(days=days) if days else None
        self._on(pick, Action.WAIT, wait, on, until)

    @rule(pick=picks)
    def take_up(self, pick: int) -> None:
        self._on(pick, Action.RESUME, resume)

    @rule(pick=picks, outcome=st.sampled_from(Outcome))
    def close(self, pick: int, outcome: Outcome) -> None:
        self._on(pick, Action.CLOSE, close_referral, outcome, "")

    @rule(pick=picks, note=st.sampled_from(["", "doublon"]))
    def take_back(self, pick: int, note: str) -> None:
        self._on(pick, Action.WITHDRAW, withdraw_referral, note)

    @rule(pick=picks)
    def undo(self, pick: int) -> None:
        """By the adviser who did it: anybody else is refused."""
        self._accept_one(pick)
        referrals = self._referrals()
        recent = [place for place, row in enumerate(referrals) if Action.UNDO in allowed_actions(row.status)]
        if recent:
            referral = referrals[recent[pick % len(recent)]]
            self._act(undo_answer, referral.id, person(self.advisers[referral.unit_id], referral.unit_id))

    @rule(need=picks, to=picks, role=st.sampled_from(ReferralRole))
    def refer(self, need: int, to: int, role: ReferralRole) -> None:
        self._act(refer_by_hand, self._needs()[need % 2].id, self._plan(to, role), person(self.advisers[self.units[0]]))

    @rule(pick=picks, to=picks, outcome=st.sampled_from([Outcome.NO_SOLUTION, Outcome.WRONG_PROBLEM]))
    def think_again_after_closing(self, pick: int, to: int, outcome: Outcome) -> None:
        """Close without help, let the desk find another lead, then want the closing undone."""
        self._on(pick, Action.CLOSE, close_referral, outcome, "")
        self.refer(pick, to, ReferralRole.LEAD)
        self.undo(0)

    @rule(need=picks, outcome=st.sampled_from(Outcome))
    def end_at_the_desk(self, need: int, outcome: Outcome) -> None:
        self._act(end_need, self._needs()[need % 2].id, outcome, person(self.advisers[self.units[0]]))

    @rule()
    def owner_writes(self) -> None:
        self._act(post_message, Draft(self.case_id, Audience.OWNER, "Voici.", OWNER))

    @rule(sure=st.integers(0, 5))
    def owner_withdraws(self, sure: int) -> None:
        if sure == 0:
            self._act(withdraw_case, self.case_id)

    @rule(days=st.sampled_from([1, 3, 8]))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days)
        for _ in range(3):
            with clock.pretend(self.at):
                late = overdue_referrals()
            for referral_id in set(late) & {row.id for row in self._referrals()}:
                self._act(look_at_clock, referral_id)

    # --- What must stay true

    @invariant()
    def one_lead_at_most_and_no_unit_twice(self) -> None:
        for need in self._needs():
            active = [row for row in self._referrals() if row.need_id == need.id and row.status in ACTIVE]
            assert sum(row.role is ReferralRole.LEAD for row in active) <= 1
            assert len({row.unit_id for row in active}) == len(active)

    @invariant()
    def an_open_case_is_never_shown_closed(self) -> None:
        case, needs = session().get_one(Case, self.case_id), {need.id: need for need in self._needs()}
        for row in self._referrals():
            if row.status in ACTIVE and row.role is not ReferralRole.INFORM:
                assert case.status not in ENDED
                assert needs[row.need_id].status not in ENDED
        assert (case.status in ENDED) == (case.closed_at is not None)
        assert (case.status in ENDED) == all(need.status in ENDED for need in needs.values())

    @invariant()
    def every_end_has_its_reason(self) -> None:
        for row in self._referrals():
            assert (row.outcome is not None) == (row.status is ReferralStatus.CLOSED)
            assert (row.decline_reason is not None) == (row.status is ReferralStatus.DECLINED)
            assert (row.ended_at is None) == (row.status in ACTIVE)
            assert (row.waiting_on is not None) == (row.status is ReferralStatus.WAITING)

    @invariant()
    def the_time_runs_for_whoever_has_the_move(self) -> None:
        for row in self._referrals():
            waits_on_owner = row.waiting_on is WaitingOn.OWNER
            if row.status not in ACTIVE or waits_on_owner:
                assert row.due_at is None
            elif row.role is not ReferralRole.INFORM:
                assert row.due_at is not None

    @invariant()
    def a_need_that_nobody_holds_is_somebodys_move(self) -> None:
        for need in self._needs():
            leads = [row for row in self._referrals() if row.need_id == need.id and row.role is ReferralRole.LEAD]
            if need.routed and not need.ended and not need.withdrawn and not leads:
                assert need.status is Status.DESK


def test_a_case_keeps_its_promises_whatever_happens(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        LifeOfACase.units = make_units()
        LifeOfACase.advisers = {unit: adviser_of(unit) for unit in LifeOfACase.units}
        run_state_machine_as_test(
            LifeOfACase,
            settings=settings(
                max_examples=40, stateful_step_count=20, deadline=None, derandomize=True,
                # Shrinking a failure takes minutes of database; its steps are printed as they were.
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
