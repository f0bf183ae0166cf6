"""How a case came in, for its page; and in figures: through which sites, and how well suspicion was founded."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from care_triage.accounts.types import Viewer
from care_triage.caseboard.queries.figures import FiguresFilter, conditions_of
from care_triage.cases.models import Case, CaseOrigin, Hold
from care_triage.cases.queries.mandate import MandateRow, find_mandate
from care_triage.cases.queries.merged import merged_into
from care_triage.cases.types import Arrival, HoldKind, HoldState
from care_triage.infra.db import session


@dataclass(frozen=True)
class EntryRow:
    """Who wrote for the owner, where the request came from (coordinators only), and what was merged into the case."""

    mandate: MandateRow | None
    arrival: Arrival | None
    merged: tuple[str, ...]


@dataclass(frozen=True)
class OriginFigures:
    """Requests that came through one site and campaign."""

    site: str | None
    campaign: str | None
    filed: int


@dataclass(frozen=True)
class HoldFigures:
    """Requests that a person looked at first."""

    held: int
    released: int
    refused: int

    @property
    def total(self) -> int:
        """Every request that was held."""
        return self.held + self.released + self.refused

    @property
    def precision(self) -> float | None:
        """Of those decided, how many were no request at all."""
        decided = self.released + self.refused
        return self.refused / decided if decided else None


def entry_of_case(case_id: int, viewer: Viewer, *, shown: bool) -> EntryRow:
    """What the page says; `shown`: whether the viewer may know who is behind the case."""
    references = select(Case.reference).where(Case.id.in_(merged_into(case_id))).order_by(Case.id)
    arrival = session().get(CaseOrigin, case_id) if viewer.is_coordinator else None
    return EntryRow(
        find_mandate(case_id) if shown else None,
        Arrival(arrival.site, arrival.page, arrival.campaign) if arrival else None,
        tuple(session().scalars(references)),
    )


def origin_figures(wanted: FiguresFilter) -> Sequence[OriginFigures]:
    """Requests by site and campaign, most first; those that came straight to CARE have no site."""
    number = func.count().label("number")
    query = (
        select(CaseOrigin.site, CaseOrigin.campaign, number)
        .select_from(Case)
        .outerjoin(CaseOrigin, CaseOrigin.case_id == Case.id)
        .where(*conditions_of(wanted))
        .group_by(CaseOrigin.site, CaseOrigin.campaign)
        .order_by(number.desc(), CaseOrigin.site, CaseOrigin.campaign)
    )
    return [OriginFigures(*row) for row in session().execute(query)]


def hold_figures(wanted: FiguresFilter) -> HoldFigures:
    """How many requests were held, let go and refused."""
    query = (
        select(Hold.state, func.count())
        .join(Case, Case.id == Hold.case_id)
        .where(Hold.kind == HoldKind.SUSPICION, *conditions_of(wanted))
        .group_by(Hold.state)
    )
    found = {state: int(number) for state, number in session().execute(query)}
    return HoldFigures(*(found.get(state, 0) for state in (HoldState.HELD, HoldState.RELEASED, HoldState.REFUSED)))
