"""What mails say, in French at the source: one function for each kind."""

from collections.abc import Callable, Mapping

from care_triage.notifications.types import Kind, Letter
from care_triage.notifications.wording import accounts, appointments, desk, follow_up, owner, owner_steps, rules, units
from care_triage.notifications.wording.content import Content

WORDINGS: Mapping[Kind, Callable[[Letter], Content]] = {
    Kind.OWNER_RECEIVED: owner.received,
    Kind.OWNER_LINK: owner.link,
    Kind.OWNER_WITHDRAWN: owner.withdrawn,
    Kind.OWNER_MESSAGE: owner.message,
    Kind.OWNER_DOCUMENT: owner.document,
    Kind.OWNER_SENT: owner_steps.sent,
    Kind.OWNER_ON_DESK: owner_steps.on_desk,
    Kind.OWNER_ACCEPTED: owner_steps.accepted,
    Kind.OWNER_AWAITED: owner_steps.awaited,
    Kind.OWNER_CLOSED: owner_steps.closed,
    Kind.OWNER_REOPENED: follow_up.reopened,
    Kind.OWNER_ERASURE: follow_up.erasure,
    Kind.OWNER_OPINION: follow_up.opinion,
    Kind.OWNER_SLOTS: appointments.slots,
    Kind.OWNER_BOOKED: appointments.booked,
    Kind.OWNER_CANCELLED: appointments.cancelled,
    Kind.OWNER_NEAR: appointments.near,
    Kind.UNIT_REOPENED: follow_up.unit_reopened,
    Kind.UNIT_NUDGED: follow_up.unit_nudged,
    Kind.UNIT_ERASURE: follow_up.unit_erasure,
    Kind.UNIT_BOOKED: appointments.unit_booked,
    Kind.UNIT_NO_SLOT: appointments.unit_no_slot,
    Kind.UNIT_CANCELLED: appointments.unit_cancelled,
    Kind.UNIT_NEAR: appointments.unit_near,
    Kind.UNIT_RECEIVED: units.received,
    Kind.UNIT_WITHDRAWN: units.withdrawn,
    Kind.UNIT_REMINDED: units.reminded,
    Kind.UNIT_EXPIRED: units.expired,
    Kind.UNIT_MESSAGE: units.message,
    Kind.UNIT_DOCUMENT: units.document,
    Kind.MANAGER_ESCALATED: units.escalated,
    Kind.DESK_DISTRESS: desk.distress,
    Kind.DESK_NEED: desk.need,
    Kind.DESK_EXPIRED: desk.expired,
    Kind.PERSON_INVITED: accounts.invited,
    Kind.PERSON_RESET: accounts.reset,
    Kind.PERSON_CHANGED: accounts.changed,
    Kind.RULES_SUBMITTED: rules.submitted,
    Kind.RULES_APPROVED: rules.approved,
    Kind.RULES_REFUSED: rules.refused,
    Kind.RULES_PUBLISHED: rules.published,
}
