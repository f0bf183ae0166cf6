"""What the front door tells by mail: a request that joined an open case, and who writes for an owner."""

from collections.abc import Sequence

from sqlalchemy import func, select

from care_triage.cases.events import MandateAsked, MandateEnded, RequestJoined
from care_triage.cases.links import OwnerKey, Scope, owner_url
from care_triage.cases.models import Case, HistoryEvent
from care_triage.cases.queries.mandate import MandateRow, find_mandate
from care_triage.cases.types import EventKind, MandateState
from care_triage.infra.db import session
from care_triage.notifications.queries.scene import Scene, link_of, owner_of, work_link
from care_triage.notifications.types import Address, Happening, Matter, Situation


def request_joined(event: RequestJoined) -> Sequence[Scene]:
    """The same owner wrote again: they get the link of the case that is open."""
    times = session().scalar(
        select(func.max(HistoryEvent.id)).where(
            HistoryEvent.case_id == event.case_id, HistoryEvent.kind == EventKind.REQUEST_JOINED
        )
    )
    case = session().get_one(Case, event.case_id)
    return [_scene(Happening.REQUEST_JOINED, f"case:{case.id}:{times}", case, link_of(case))]


def mandate_asked(event: MandateAsked) -> Sequence[Scene]:
    """Somebody wrote for the owner: they say yes or no, on a page that only this mail opens."""
    case, mandate = session().get_one(Case, event.case_id), find_mandate(event.case_id)
    if mandate is None or not mandate.is_open:
        return []
    asked = mandate.state is MandateState.ASKED
    happening = Happening.MANDATE_ASKED if asked else Happening.MANDATE_GIVEN
    url = owner_url(OwnerKey(case.id, case.link_version), Scope.MANDATE)
    return [_scene(happening, f"case:{case.id}", case, url, mandate)]


def mandate_ended(event: MandateEnded) -> Sequence[Scene]:
    """Whoever wrote for the owner is told that they follow the case no more."""
    case, mandate = session().get_one(Case, event.case_id), find_mandate(event.case_id)
    if mandate is None or not mandate.email:
        return []
    helper = Address("helper", mandate.email, case.locale)
    scene = _scene(Happening.MANDATE_ENDED, f"case:{case.id}", case, "", mandate, to=helper)
    return [scene]


def _scene(
    happening: Happening, occurrence: str, case: Case, url: str, mandate: MandateRow | None = None,
    to: Address | None = None,
) -> Scene:  # fmt: skip
    matter = Matter(
        reference=case.reference,
        adviser=mandate.name if mandate else None,
        unit=mandate.organisation if mandate else None,
    )
    return Scene(
        happening=happening, occurrence=occurrence, situation=Situation(), matter=matter, case_id=case.id,
        owner=to or owner_of(case), private_url=url, work_url=work_link(case),
    )  # fmt: skip
