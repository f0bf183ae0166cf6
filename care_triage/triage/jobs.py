"""Background entry points of triage."""

from care_triage.cases.events import CaseFiled, NeedToRouteAgain
from care_triage.cases.queries.work import needs_to_route
from care_triage.triage.service.route import route_need


def route_case(event: CaseFiled) -> None:
    """Route every need of a new case."""
    for need_id in needs_to_route(event.case_id):
        route_need(need_id)


def route_again(event: NeedToRouteAgain) -> None:
    """Route a need whose lead is gone, without the units that answered already."""
    route_need(event.need_id)
