"""Pages of the case board: advisers work their referrals, coordinators watch the whole."""

from care_triage.caseboard.routes import (
    answers,
    appointments,
    board,
    case_page,
    correspondence,
    desk,
    desk_entry,
    figures,
    hand_on,
    held_back,
    inbox,
    refer,
    referral_actions,
    why_need,
)
from care_triage.caseboard.routes.blueprint import bp

__all__ = [
    "answers",
    "appointments",
    "board",
    "bp",
    "case_page",
    "correspondence",
    "desk",
    "desk_entry",
    "figures",
    "hand_on",
    "held_back",
    "inbox",
    "refer",
    "referral_actions",
    "why_need",
]
