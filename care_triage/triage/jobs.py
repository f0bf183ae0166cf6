"""Background entry points of triage."""

from care_triage.cases.events import CaseErased, CaseFiled, CaseReleased, NeedToRouteAgain
from care_triage.cases.queries.work import needs_to_route
from care_triage.triage.service import forget_facts as forgetting
from care_triage.triage.service.route import route_need


def route_case(event: CaseFiled | CaseReleased) -> None:
    """Route every need of a new case, or of one that was held."""
    for need_id in needs_to_route(event.case_id):
        route_need(need_id)


def route_again(event: NeedToRouteAgain) -> None:
    """Route a need whose lead is gone, without the units that answered already."""
    route_need(event.need_id)


def forget_facts(event: CaseErased) -> None:
    """The owner is forgotten here too."""
    forgetting.forget_facts(event.case_id)
