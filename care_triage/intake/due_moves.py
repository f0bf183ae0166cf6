"""When a promised date moves, the owner reads from when to when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel.speaklater import LazyString

from care_triage.cases.queries.rows import CaseView, HistoryRow, NeedRow
from care_triage.cases.types import EventKind, ReferralRole
from care_triage.infra.clock import PARIS
from care_triage.web.dates import absolute
from care_triage.web.i18n import _, lazy


@dataclass(frozen=True)
class DueMove:
    """One move of a promise; `after` is None while the clock stands still."""

    need_id: int
    before: datetime
    after: datetime | None
    why: str

    @property
    def sentence(self) -> str:
        """The move in plain words."""
        if self.after is None:
            return _("La date promise (%(before)s) est suspendue : %(why)s", before=absolute(self.before), why=self.why)
        return _(
            "La date promise passe du %(before)s au %(after)s : %(why)s",
            before=absolute(self.before), after=absolute(self.after), why=self.why,
        )  # fmt: skip


_WHY: Mapping[EventKind, LazyString] = {
    EventKind.REFERRAL_SENT: lazy("une autre équipe reçoit votre demande."),
    EventKind.REFERRAL_ACCEPTED: lazy("votre demande est maintenant suivie, la prochaine étape a sa propre date."),
    EventKind.REFERRAL_WAITING: lazy("nous attendons votre réponse. Le délai repart dès que vous répondez."),
    EventKind.REFERRAL_RESUMED: lazy("le travail reprend."),
    EventKind.REFERRAL_UNDONE: lazy("une réponse a été annulée."),
    EventKind.MESSAGE_POSTED: lazy("vous venez d’avoir des nouvelles, la suite a une nouvelle date."),
    EventKind.DOCUMENT_ADDED: lazy("vous venez d’avoir des nouvelles, la suite a une nouvelle date."),
    EventKind.APPOINTMENT_OFFERED: lazy("un rendez-vous vous est proposé."),
}


def due_moves(case: CaseView) -> dict[int, DueMove]:
    """The moves of the promises made by those who lead, by the line of history that moved them."""
    return {line_id: move for need in case.needs for line_id, move in _of_need(need, case.history).items()}


def latest_move(need: NeedRow, moves: Mapping[int, DueMove]) -> DueMove | None:
    """How the date that stands now came about."""
    mine = [move for _line, move in sorted(moves.items()) if move.need_id == need.id]
    lead = need.lead
    return mine[-1] if mine and lead is not None and mine[-1].after == lead.due_at else None


def _of_need(need: NeedRow, history: tuple[HistoryRow, ...]) -> dict[int, DueMove]:
    leads = {row.id for row in need.referrals if row.role is ReferralRole.LEAD}
    moves: dict[int, DueMove] = {}
    promised: datetime | None = None
    for line in history:
        if line.kind is EventKind.CASE_REOPENED:
            # What was promised before the request ended is no promise that moves.
            promised = None
        if line.referral_id not in leads or "due" not in line.data or line.kind not in _WHY:
            continue
        due = datetime.fromisoformat(line.data["due"]) if line.data["due"] else None
        if promised is not None and _day(due) != _day(promised):
            moves[line.id] = DueMove(need.id, promised, due, str(_WHY[line.kind]))
        promised = due or promised
    return moves


def _day(at: datetime | None) -> object:
    """Hours that shift within a day are nothing to write home about."""
    return at.astimezone(PARIS).date() if at else None
