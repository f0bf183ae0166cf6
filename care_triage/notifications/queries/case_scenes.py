"""What happened to a whole case, or to a need that came to the triage desk."""

from collections.abc import Sequence

from care_triage.cases.events import CaseFiled, CaseWithdrawn, DangerHeard, NeedOnDesk, OwnerLinkAsked
from care_triage.cases.models import Case, Need
from care_triage.cases.types import EventKind, Status
from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.notifications.queries.scene import Scene, link_of, owner_of, work_link
from care_triage.notifications.queries.strokes import stroke_of
from care_triage.notifications.types import Happening, Matter, Situation


def case_filed(event: CaseFiled) -> Sequence[Scene]:
    """A request became a case."""
    return [_scene(Happening.CASE_FILED, f"case:{event.case_id}", _case(event.case_id))]


def case_withdrawn(event: CaseWithdrawn) -> Sequence[Scene]:
    """The owner took the request back."""
    return [_scene(Happening.CASE_WITHDRAWN, f"case:{event.case_id}", _case(event.case_id))]


def link_asked(event: OwnerLinkAsked) -> Sequence[Scene]:
    """The owner asks for a fresh link; two questions within a minute get one answer."""
    minute = int(clock.now().timestamp()) // 60
    return [_scene(Happening.LINK_ASKED, f"case:{event.case_id}:{minute}", _case(event.case_id))]


def danger_heard(event: DangerHeard) -> Sequence[Scene]:
    """A message speaks of a life in danger."""
    occurrence = f"case:{event.case_id}:{event.message_id}"
    return [_scene(Happening.DANGER_HEARD, occurrence, _case(event.case_id))]


def need_on_desk(event: NeedOnDesk) -> Sequence[Scene]:
    """A need is the triage desk's move; needs that came together make one mail."""
    need = session().get_one(Need, event.need_id)
    case = _case(need.case_id)
    now = Situation(distress=case.distress, desk_reason=need.desk_reason, still_on_desk=need.status is Status.DESK)
    return [_scene(Happening.NEED_ON_DESK, f"desk:{_arrival(need)}", case, now)]


def _case(case_id: int) -> Case:
    return session().get_one(Case, case_id)


def _arrival(need: Need) -> int:
    """The line of history with which the needs of a case came to the desk at this time."""
    lines = stroke_of(need.case_id, lambda line: line.kind is EventKind.NEED_ON_DESK and line.need_id == need.id)
    return min(line.id for line in lines if line.kind is EventKind.NEED_ON_DESK)


def _scene(happening: Happening, occurrence: str, case: Case, now: Situation | None = None) -> Scene:
    return Scene(
        happening=happening,
        occurrence=occurrence,
        situation=now or Situation(distress=case.distress),
        matter=Matter(reference=case.reference, urgent=case.distress or case.urgent),
        case_id=case.id,
        owner=owner_of(case),
        private_url=link_of(case),
        work_url=work_link(case),
    )
