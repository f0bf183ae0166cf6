"""A case as its page shows it to one viewer: what they see of it, what is asked of them, what they may do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from care_triage.accounts.types import Viewer
from care_triage.caseboard.labels import REFERRAL_STATUS_MEANINGS, STATUS_MEANINGS
from care_triage.cases.policy import UNDO_MINUTES, Action, allowed_actions, case_status, may_undo
from care_triage.cases.queries.rows import CaseView, NeedRow, ReferralRow
from care_triage.cases.types import ACTIVE, ReferralRole, ReferralStatus, Status

# A legal date this close asks for attention on its own.
LEGAL_ALARM = timedelta(days=15)


@dataclass(frozen=True)
class OwnReferral:
    """A referral addressed to a unit of the viewer, and what they may do with it."""

    row: ReferralRow
    need: NeedRow
    actions: frozenset[Action]
    late: bool
    undo_until: datetime | None

    @property
    def active(self) -> bool:
        """Whether the unit still has it."""
        return self.row.status in ACTIVE

    def may(self, action: str) -> bool:
        """Whether the page offers this action."""
        return action in self.actions


@dataclass(frozen=True)
class CaseSheet:
    """What the page of a case shows to one viewer."""

    case: CaseView
    status: Status
    meaning: str
    needs: tuple[NeedRow, ...]
    own: tuple[OwnReferral, ...]
    last_event: int
    is_coordinator: bool

    def meaning_of(self, row: ReferralRow) -> str:
        """The meaning of a referral's status for the viewer: « à faire » only where the move is theirs."""
        meaning = REFERRAL_STATUS_MEANINGS[row.status]
        theirs = any(own.row.id == row.id for own in self.own)
        return "wait" if meaning == "act" and not theirs else meaning

    def meaning_of_need(self, need: NeedRow) -> str:
        """The meaning of a need's status for the viewer."""
        return _meaning(need.status, [own for own in self.own if own.need.id == need.id], self.is_coordinator)

    @property
    def active_own(self) -> tuple[OwnReferral, ...]:
        """Referrals that still wait for the viewer's units."""
        return tuple(own for own in self.own if own.active)

    @property
    def past_own(self) -> tuple[OwnReferral, ...]:
        """Referrals that the viewer's units have answered and left."""
        return tuple(own for own in self.own if not own.active)


def case_sheet(case: CaseView, viewer: Viewer, read_units: Collection[int], now: datetime) -> CaseSheet:
    """Put a case in the viewer's words. `read_units`: units whose referrals are the viewer's own.

    A confidential need of others does not exist for a partner; a coordinator sees that it does.
    """
    needs = tuple(need for need in case.needs if need.subject is not None or viewer.is_coordinator)
    status = case_status(need.status for need in needs)
    own = tuple(
        _own(row, need, viewer, now) for need in needs for row in need.referrals if row.unit.unit_id in read_units
    )
    return CaseSheet(
        case=case,
        status=status,
        meaning=_meaning(status, own, viewer.is_coordinator),
        needs=needs,
        own=tuple(sorted(own, key=lambda referral: (not referral.active, -referral.row.id))),
        last_event=case.history[-1].id if case.history else 0,
        is_coordinator=viewer.is_coordinator,
    )


def _meaning(status: Status, own: Collection[OwnReferral], is_coordinator: bool) -> str:
    """« À faire » only where the move is the viewer's."""
    meaning = STATUS_MEANINGS[status]
    if status is Status.DESK:
        return meaning if is_coordinator else "wait"
    moves = any(REFERRAL_STATUS_MEANINGS[referral.row.status] == "act" for referral in own)
    return "act" if moves else "wait" if meaning == "act" else meaning


def _own(row: ReferralRow, need: NeedRow, viewer: Viewer, now: datetime) -> OwnReferral:
    acts = row.unit.unit_id in viewer.unit_ids
    late = row.due_at is not None and row.due_at < now
    return OwnReferral(row, need, _actions(row) if acts else frozenset(), late, _undo_until(row, viewer, now))


def _actions(row: ReferralRow) -> frozenset[Action]:
    """What the state allows, without what is not the adviser's to do."""
    allowed = allowed_actions(row.status) - {Action.WITHDRAW, Action.EXPIRE, Action.UNDO}
    # There is nothing to take over, hand on or wait for where a unit was only told.
    return allowed - {Action.TRANSFER, Action.WAIT} if row.role is ReferralRole.INFORM else allowed


def _undo_until(row: ReferralRow, viewer: Viewer, now: datetime) -> datetime | None:
    """Until when the viewer may take back what they themselves have just done."""
    done_at = row.accepted_at if row.status is ReferralStatus.ACCEPTED else row.ended_at
    mine = row.adviser_id == viewer.user_id and Action.UNDO in allowed_actions(row.status)
    if not mine or done_at is None or not may_undo(done_at, now):
        return None
    return done_at + timedelta(minutes=UNDO_MINUTES)


def is_close(due_on: date, today: date) -> bool:
    """Whether a legal date is near or over."""
    return due_on - today <= LEGAL_ALARM


def units_at_work(need: NeedRow) -> frozenset[int]:
    """Units that hold an active referral for the need."""
    return frozenset(row.unit.unit_id for row in need.referrals if row.status in ACTIVE)


def referrals_by_id(case: CaseView) -> Mapping[int, tuple[NeedRow, ReferralRow]]:
    """Every referral that the viewer may see, with its need."""
    return {row.id: (need, row) for need in case.needs for row in need.referrals}
