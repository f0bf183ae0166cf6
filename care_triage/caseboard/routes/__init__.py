"""Pages of the case board: advisers work their referrals, coordinators watch the whole."""

from care_triage.caseboard.routes import answers, board, case_page, correspondence, hand_on, inbox, referral_actions
from care_triage.caseboard.routes.blueprint import bp

__all__ = ["answers", "board", "bp", "case_page", "correspondence", "hand_on", "inbox", "referral_actions"]
