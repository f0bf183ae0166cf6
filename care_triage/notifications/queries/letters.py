"""The mails that an event asks for: the table of `policy` applied to what the database says now."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from care_triage.accounts.events import PasswordChanged, PasswordResetRequested, PersonInvited
from care_triage.cases.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentDeclined,
    AppointmentNear,
    AppointmentOffered,
    CaseFiled,
    CaseReopened,
    CaseWithdrawn,
    DangerHeard,
    DocumentAdded,
    ErasureAsked,
    MandateAsked,
    MandateEnded,
    MessagePosted,
    NeedOnDesk,
    OpinionAsked,
    OwnerLinkAsked,
    OwnerNudged,
    ReferralAccepted,
    ReferralClosed,
    ReferralOverdue,
    ReferralSent,
    ReferralWaiting,
    ReferralWithdrawn,
    RequestJoined,
)
from care_triage.notifications.policy import notices
from care_triage.notifications.queries.account_scenes import access_changed
from care_triage.notifications.queries.appointment_scenes import appointment_changed
from care_triage.notifications.queries.beside import beside_owner
from care_triage.notifications.queries.case_scenes import (
    case_filed,
    case_withdrawn,
    danger_heard,
    link_asked,
    need_on_desk,
)
from care_triage.notifications.queries.entry_scenes import mandate_asked, mandate_ended, request_joined
from care_triage.notifications.queries.follow_up_scenes import (
    case_reopened,
    erasure_asked,
    opinion_asked,
    owner_nudged,
)
from care_triage.notifications.queries.recipients import addresses
from care_triage.notifications.queries.referral_scenes import referral_changed, referral_overdue, referral_sent
from care_triage.notifications.queries.resume_scenes import resume_link_asked
from care_triage.notifications.queries.rules_scenes import draft_moved
from care_triage.notifications.queries.scene import Scene
from care_triage.notifications.queries.word_scenes import document_added, message_posted
from care_triage.notifications.types import Happening, Kind, Letter, Party
from care_triage.triage.events import ResumeLinkAsked, RuleDraftMoved

_PRIVATE = frozenset({Party.OWNER, Party.PERSON})

SCENES: Mapping[type, Callable[[Any], Sequence[Scene]]] = {
    CaseFiled: case_filed,
    CaseWithdrawn: case_withdrawn,
    OwnerLinkAsked: link_asked,
    RequestJoined: request_joined,
    MandateAsked: mandate_asked,
    MandateEnded: mandate_ended,
    CaseReopened: case_reopened,
    OwnerNudged: owner_nudged,
    ErasureAsked: erasure_asked,
    OpinionAsked: opinion_asked,
    AppointmentOffered: appointment_changed(Happening.SLOTS_OFFERED),
    AppointmentBooked: appointment_changed(Happening.APPOINTMENT_BOOKED),
    AppointmentDeclined: appointment_changed(Happening.APPOINTMENT_DECLINED),
    AppointmentCancelled: appointment_changed(Happening.APPOINTMENT_CANCELLED),
    AppointmentNear: appointment_changed(Happening.APPOINTMENT_NEAR),
    DangerHeard: danger_heard,
    NeedOnDesk: need_on_desk,
    ReferralSent: referral_sent,
    ReferralAccepted: referral_changed(Happening.REFERRAL_ACCEPTED),
    ReferralWaiting: referral_changed(Happening.REFERRAL_WAITING),
    ReferralClosed: referral_changed(Happening.REFERRAL_CLOSED),
    ReferralWithdrawn: referral_changed(Happening.REFERRAL_WITHDRAWN),
    ReferralOverdue: referral_overdue,
    MessagePosted: message_posted,
    DocumentAdded: document_added,
    PersonInvited: access_changed(Happening.PERSON_INVITED, with_link=True),
    PasswordResetRequested: access_changed(Happening.RESET_REQUESTED, with_link=True),
    PasswordChanged: access_changed(Happening.ACCESS_CHANGED, with_link=False),
    RuleDraftMoved: draft_moved,
    ResumeLinkAsked: resume_link_asked,
}


def letters_for(event: Any) -> list[Letter]:
    """Every mail that an event asks for, one for each recipient."""
    return [letter for scene in SCENES[type(event)](event) for letter in _letters(scene)]


def _letters(scene: Scene) -> list[Letter]:
    """One mail to each address: whoever is told twice of one happening reads the first line of the table."""
    found: dict[str, Letter] = {}
    for notice in notices(scene.happening, scene.situation):
        for to in addresses(notice.to, scene):
            url = scene.private_url if notice.to in _PRIVATE else scene.work_url
            key = f"{notice.kind}:{scene.occurrence}:{to.who}"
            found.setdefault(
                to.email.lower(), Letter(key, notice.kind, to, url, scene.matter, scene.case_id, scene.meeting)
            )
        if notice.to is Party.OWNER and scene.case_id is not None:
            _add_readers(found, notice.kind, scene, scene.case_id)
    return list(found.values())


def _add_readers(found: dict[str, Letter], kind: Kind, scene: Scene, case_id: int) -> None:
    """The same mail, with a link of their own, for whoever reads along with the owner."""
    for to, url in beside_owner(case_id, kind):
        letter = Letter(f"{kind}:{scene.occurrence}:{to.who}", kind, to, url, scene.matter, case_id, scene.meeting)
        found.setdefault(to.email.lower(), letter)
