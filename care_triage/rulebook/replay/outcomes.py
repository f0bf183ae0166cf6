"""What a request becomes at the level of kinds of partners: the part of a resolution that two rule sets are compared by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from care_triage.triage import policy
from care_triage.triage.document import LegalClockSpec, RuleSpec
from care_triage.triage.types import RankedPartner


class Place(NamedTuple):
    """A kind of partner that is wanted, and how many hours it has to answer."""

    kind: str
    hours: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is wanted in which order, how urgently, under which secrecy and legal dates.

    Reasons and advice are texts: changing one re-routes nobody, so that they do not count here.
    """

    leads: tuple[Place, ...] = ()
    supports: tuple[Place, ...] = ()
    informs: tuple[Place, ...] = ()
    urgency: str = "normal"
    confidential: bool = False
    clocks: tuple[str, ...] = ()

    @property
    def lead(self) -> str | None:
        """The kind that leads; None when the triage desk has the move."""
        return self.leads[0].kind if self.leads else None

    @property
    def receivers(self) -> tuple[str, ...]:
        """The kinds that receive a referral, within the caps: leads not taken support, before the others."""
        supports = (*self.leads[1:], *self.supports)[: policy.MOST_SUPPORTS]
        chosen = (*self.leads[:1], *supports, *self.informs[: policy.MOST_INFORMED])
        return tuple(place.kind for place in chosen)


def term_of(clock: LegalClockSpec) -> str:
    """How a legal date is counted, and whom it binds."""
    return f"{clock.months}m{clock.days} {clock.counting} {clock.whose}"


def outcome_of(fired: Sequence[RuleSpec]) -> Outcome:
    """The outcome of the rules that fired, as triage resolves them."""
    resolution = policy.resolve(fired)
    return Outcome(
        leads=_places(resolution.leads),
        supports=_places(resolution.supports),
        informs=_places(resolution.informs),
        urgency=resolution.urgency,
        confidential=resolution.confidential,
        clocks=tuple(f"{clock.name}:{clock.fact}+{term_of(clock)}" for clock in resolution.legal_clocks),
    )


def _places(partners: Iterable[RankedPartner]) -> tuple[Place, ...]:
    return tuple(Place(str(partner.kind), partner.answer_hours) for partner in partners)
