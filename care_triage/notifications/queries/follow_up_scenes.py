"""What an owner asks after filing: news, taking up again, being forgotten; and what they are asked."""

from collections.abc import Sequence

from sqlalchemy import func, select

from care_triage.cases.companion_types import Moment
from care_triage.cases.companions import Erasure, Opinion
from care_triage.cases.events import CaseReopened, ErasureAsked, OpinionAsked, OwnerNudged
from care_triage.cases.links import OwnerKey, Scope, owner_url
from care_triage.cases.models import Case, HistoryEvent, Referral
from care_triage.cases.types import (
    ACTIVE,
    EventKind,
    Outcome,
    ReferralRole,
    ReferralStatus,
)
from care_triage.infra.db import session
from care_triage.notifications.queries.scene import Holder, Scene, link_of, owner_of, work_link
from care_triage.notifications.types import Happening, Matter, Situation


def case_reopened(event: CaseReopened) -> Sequence[Scene]:
    """An ended request is taken up again."""
    times = _count(event.case_id, EventKind.CASE_REOPENED)
    return [_scene(Happening.CASE_REOPENED, f"case:{event.case_id}:{times}", _case(event.case_id))]


def owner_nudged(event: OwnerNudged) -> Sequence[Scene]:
    """The owner has waited, and says so."""
    return [_scene(Happening.OWNER_NUDGED, f"case:{event.case_id}:{event.times}", _case(event.case_id))]


def erasure_asked(event: ErasureAsked) -> Sequence[Scene]:
    """The owner wants to be forgotten; nothing is told of a wish that was taken back."""
    planned = session().get(Erasure, event.case_id)
    if planned is None or planned.done_at is not None:
        return []
    occurrence = f"case:{event.case_id}:{int(planned.asked_at.timestamp())}"
    case = _case(event.case_id)
    matter = Matter(reference=case.reference, expires_at=planned.due_at)
    return [_scene(Happening.ERASURE_ASKED, occurrence, case, matter)]


def opinion_asked(event: OpinionAsked) -> Sequence[Scene]:
    """How did it go?"""
    opinion = session().get_one(Opinion, event.opinion_id)
    case = _case(opinion.case_id)
    matter = Matter(
        reference=case.reference, later=opinion.moment is Moment.LATER, helped=_was_helped(case.id),
        urgent=False,
    )  # fmt: skip
    url = owner_url(OwnerKey(case.id, case.link_version), Scope.OPINION)
    return [_scene(Happening.OPINION_ASKED, f"opinion:{opinion.id}", case, matter, url)]


def _case(case_id: int) -> Case:
    return session().get_one(Case, case_id)


def _was_helped(case_id: int) -> bool:
    query = select(Referral.id).where(Referral.case_id == case_id, Referral.outcome == Outcome.HELPED).limit(1)
    return session().scalar(query) is not None


def _count(case_id: int, kind: EventKind) -> int:
    query = select(func.count()).where(HistoryEvent.case_id == case_id, HistoryEvent.kind == kind)
    return session().scalar(query) or 0


def _scene(
    happening: Happening, occurrence: str, case: Case, matter: Matter | None = None, private_url: str = ""
) -> Scene:
    return Scene(
        happening=happening,
        occurrence=occurrence,
        situation=Situation(distress=case.distress),
        matter=matter or Matter(reference=case.reference, urgent=case.distress or case.urgent),
        case_id=case.id,
        owner=owner_of(case),
        private_url=private_url or link_of(case),
        work_url=work_link(case),
        holders=_holders(case.id),
    )


def _holders(case_id: int) -> tuple[Holder, ...]:
    """Everybody at work on the case: these mails say its reference only, and nothing of its needs."""
    at_work = (Referral.role != ReferralRole.INFORM) | (Referral.status != ReferralStatus.SENT)
    query = select(Referral.unit_id, Referral.adviser_id).where(
        Referral.case_id == case_id, Referral.status.in_(ACTIVE), at_work
    )
    return tuple(Holder(unit_id, adviser_id) for unit_id, adviser_id in session().execute(query.order_by(Referral.id)))
