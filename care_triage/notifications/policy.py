"""Who is told what, as one table, and the little that is said of a confidential need."""

import smtplib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from care_triage.cases.types import ACTIVE, Audience, ReferralRole, ReferralStatus, WaitingOn
from care_triage.notifications.types import Happening, Kind, Matter, Party, Situation

# A sender that has said nothing for so long is dead: another may take its mail.
CLAIM_LASTS = timedelta(minutes=2)
# RFC 5321, 4.5.4.1: a sender gives up after four or five days.
GIVES_UP_AFTER = timedelta(days=5)
# What one transaction sends arrives within moments: one mail tells it all.
TOGETHER = timedelta(seconds=10)


@dataclass(frozen=True)
class Notice:
    """One line of the table: this mail, to these people, when the situation asks for it."""

    kind: Kind
    to: Party
    when: Callable[[Situation], bool] = lambda _: True


def _is_new(now: Situation) -> bool:
    return now.status is ReferralStatus.SENT


def _is_shown_to_owner(now: Situation) -> bool:
    """A unit that is only informed does nothing that the owner would wait for."""
    return now.status in ACTIVE and now.role is not ReferralRole.INFORM


def _is_taken(now: Situation) -> bool:
    return now.status in (ReferralStatus.ACCEPTED, ReferralStatus.WAITING) and now.role is not ReferralRole.INFORM


def _awaits_owner(now: Situation) -> bool:
    return now.status is ReferralStatus.WAITING and now.waiting_on is WaitingOn.OWNER


def _is_closed(now: Situation) -> bool:
    return now.status is ReferralStatus.CLOSED and now.role is not ReferralRole.INFORM


def _owner_hears_of_desk(now: Situation) -> bool:
    """The mail about a closing without help already says that somebody looks again."""
    return now.still_on_desk and now.desk_reason != "ended_without_help"


def _tells_owner(now: Situation) -> bool:
    return now.audience is Audience.OWNER and not now.by_owner


def _comes_from_owner(now: Situation) -> bool:
    return now.by_owner


def _tells_partners(now: Situation) -> bool:
    return now.audience is Audience.PARTNERS


def _tells_colleagues(now: Situation) -> bool:
    return now.audience is Audience.UNIT


def _alone(condition: Callable[[Situation], bool]) -> Callable[[Situation], bool]:
    return lambda now: condition(now) and not now.with_message


NOTICES: Mapping[Happening, tuple[Notice, ...]] = {
    Happening.CASE_FILED: (
        Notice(Kind.DESK_DISTRESS, Party.COORDINATORS, lambda now: now.distress),
        Notice(Kind.OWNER_RECEIVED, Party.OWNER),
    ),
    Happening.CASE_WITHDRAWN: (Notice(Kind.OWNER_WITHDRAWN, Party.OWNER),),
    Happening.LINK_ASKED: (Notice(Kind.OWNER_LINK, Party.OWNER),),
    Happening.REQUEST_JOINED: (Notice(Kind.OWNER_JOINED, Party.OWNER),),
    Happening.MANDATE_ASKED: (Notice(Kind.OWNER_MANDATE, Party.OWNER),),
    Happening.MANDATE_GIVEN: (Notice(Kind.OWNER_MANDATE_GIVEN, Party.OWNER),),
    Happening.MANDATE_ENDED: (Notice(Kind.HELPER_ENDED, Party.OWNER),),
    Happening.CASE_REOPENED: (
        Notice(Kind.OWNER_REOPENED, Party.OWNER),
        Notice(Kind.UNIT_REOPENED, Party.READERS),
    ),
    Happening.OWNER_NUDGED: (
        Notice(Kind.UNIT_NUDGED, Party.READERS),
        Notice(Kind.UNIT_NUDGED, Party.COORDINATORS),
    ),
    # Recipients of data are told of their erasure: GDPR, article 19.
    Happening.ERASURE_ASKED: (
        Notice(Kind.OWNER_ERASURE, Party.OWNER),
        Notice(Kind.UNIT_ERASURE, Party.READERS),
    ),
    Happening.OPINION_ASKED: (Notice(Kind.OWNER_OPINION, Party.OWNER),),
    Happening.SLOTS_OFFERED: (Notice(Kind.OWNER_SLOTS, Party.OWNER),),
    Happening.APPOINTMENT_BOOKED: (
        Notice(Kind.OWNER_BOOKED, Party.OWNER),
        Notice(Kind.UNIT_BOOKED, Party.HOLDER),
    ),
    Happening.APPOINTMENT_DECLINED: (Notice(Kind.UNIT_NO_SLOT, Party.HOLDER),),
    Happening.APPOINTMENT_CANCELLED: (
        Notice(Kind.OWNER_CANCELLED, Party.OWNER),
        Notice(Kind.UNIT_CANCELLED, Party.HOLDER),
    ),
    Happening.APPOINTMENT_NEAR: (
        Notice(Kind.OWNER_NEAR, Party.OWNER),
        Notice(Kind.UNIT_NEAR, Party.HOLDER),
    ),
    Happening.DANGER_HEARD: (Notice(Kind.DESK_DISTRESS, Party.COORDINATORS),),
    Happening.NEED_ON_DESK: (
        Notice(Kind.DESK_NEED, Party.COORDINATORS, lambda now: now.still_on_desk),
        Notice(Kind.OWNER_ON_DESK, Party.OWNER, _owner_hears_of_desk),
    ),
    Happening.PARTNERS_FOUND: (Notice(Kind.OWNER_SENT, Party.OWNER, _is_shown_to_owner),),
    Happening.REFERRAL_SENT: (Notice(Kind.UNIT_RECEIVED, Party.UNIT, _is_new),),
    Happening.REFERRAL_ACCEPTED: (Notice(Kind.OWNER_ACCEPTED, Party.OWNER, _is_taken),),
    Happening.REFERRAL_WAITING: (Notice(Kind.OWNER_AWAITED, Party.OWNER, _awaits_owner),),
    Happening.REFERRAL_CLOSED: (Notice(Kind.OWNER_CLOSED, Party.OWNER, _is_closed),),
    Happening.REFERRAL_WITHDRAWN: (Notice(Kind.UNIT_WITHDRAWN, Party.HOLDER),),
    Happening.OVERDUE_REMIND: (Notice(Kind.UNIT_REMINDED, Party.HOLDER, lambda now: now.status in ACTIVE),),
    Happening.OVERDUE_ESCALATE: (Notice(Kind.MANAGER_ESCALATED, Party.MANAGERS, lambda now: now.status in ACTIVE),),
    Happening.OVERDUE_EXPIRE: (
        Notice(Kind.DESK_EXPIRED, Party.COORDINATORS),
        Notice(Kind.UNIT_EXPIRED, Party.UNIT),
    ),
    Happening.MESSAGE_POSTED: (
        Notice(Kind.OWNER_MESSAGE, Party.OWNER, _tells_owner),
        Notice(Kind.UNIT_MESSAGE, Party.READERS, _comes_from_owner),
        Notice(Kind.UNIT_MESSAGE, Party.OTHER_READERS, _tells_partners),
        Notice(Kind.UNIT_MESSAGE, Party.COLLEAGUES, _tells_colleagues),
    ),
    Happening.DOCUMENT_ADDED: (
        Notice(Kind.OWNER_DOCUMENT, Party.OWNER, _alone(_tells_owner)),
        Notice(Kind.UNIT_DOCUMENT, Party.READERS, _alone(_comes_from_owner)),
        Notice(Kind.UNIT_DOCUMENT, Party.OTHER_READERS, _alone(_tells_partners)),
        Notice(Kind.UNIT_DOCUMENT, Party.COLLEAGUES, _alone(_tells_colleagues)),
    ),
    Happening.RESUME_ASKED: (Notice(Kind.DRAFT_LINK, Party.PERSON),),
    Happening.PERSON_INVITED: (Notice(Kind.PERSON_INVITED, Party.PERSON, lambda now: now.has_access),),
    Happening.RESET_REQUESTED: (Notice(Kind.PERSON_RESET, Party.PERSON, lambda now: now.has_access),),
    Happening.ACCESS_CHANGED: (Notice(Kind.PERSON_CHANGED, Party.PERSON),),
    Happening.RULES_SUBMITTED: (Notice(Kind.RULES_SUBMITTED, Party.RULE_APPROVERS),),
    Happening.RULES_APPROVED: (Notice(Kind.RULES_APPROVED, Party.RULE_WRITERS),),
    Happening.RULES_REFUSED: (Notice(Kind.RULES_REFUSED, Party.RULE_WRITERS),),
    Happening.RULES_PUBLISHED: (Notice(Kind.RULES_PUBLISHED, Party.RULE_WRITERS),),
}


def notices(happening: Happening, now: Situation) -> tuple[Notice, ...]:
    """The mails that a happening asks for. A state that has moved on since asks for none."""
    return tuple(notice for notice in NOTICES[happening] if notice.when(now))


def discreet(matter: Matter) -> Matter:
    """What a mail says of a confidential need: the reference, and nothing that tells what it is about."""
    return Matter(reference=matter.reference, urgent=matter.urgent, expires_at=matter.expires_at,
                  starts_at=matter.starts_at, minutes=matter.minutes)  # fmt: skip


def is_refusal(error: Exception) -> bool:
    """Whether sending again cannot help: the address is wrong, or its server says it for good (5xx)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, ValueError)
