"""What a request becomes at the level of kinds of partners: the part of a resolution that two rule sets are compared by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from care_triage.triage import policy
from care_triage.triage.document import RuleSpec
from care_triage.triage.types import RankedPartner


@dataclass(frozen=True, slots=True)
class Place:
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


def outcome_of(fired: Sequence[RuleSpec]) -> Outcome:
    """The outcome of the rules that fired, as triage resolves them."""
    resolution = policy.resolve(fired)
    return Outcome(
        leads=_places(resolution.leads),
        supports=_places(resolution.supports),
        informs=_places(resolution.informs),
        urgency=resolution.urgency,
        confidential=resolution.confidential,
        clocks=tuple(f"{clock.name}:{clock.fact}+{clock.days}" for clock in resolution.legal_clocks),
    )


def _places(partners: Iterable[RankedPartner]) -> tuple[Place, ...]:
    return tuple(Place(str(partner.kind), partner.answer_hours) for partner in partners)


Effect = tuple[object, ...]


def effect_of(rule: RuleSpec) -> Effect:
    """All that the resolution reads of a fired rule: rules of equal effects, in equal order, have equal outcomes."""
    clock = rule.legal_clock
    term = (clock.name, clock.fact, clock.days) if clock else None
    return (rule.partner, rule.role, rule.rank, rule.answer_hours, rule.urgency, rule.confidential, term)


class OutcomeBook:
    """Outcomes under numbers that two replays share, so that comparing millions is comparing integers."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self._numbers: dict[Outcome, int] = {}
        self._effects: dict[Effect, int] = {}
        self._resolved: dict[tuple[int, ...], int] = {}

    def effect_numbers(self, rules: Iterable[RuleSpec]) -> list[int]:
        """One number per rule, equal for rules of equal effects."""
        known = self._effects
        return [known.setdefault(effect_of(rule), len(known)) for rule in rules]

    def number(self, effects: tuple[int, ...], fired: Iterable[RuleSpec]) -> int:
        """The number of the outcome of `fired`, whose effects in order are `effects`; resolved when first met."""
        found = self._resolved.get(effects)
        if found is None:
            outcome = outcome_of(tuple(fired))
            found = self._numbers.setdefault(outcome, len(self.outcomes))
            if found == len(self.outcomes):
                self.outcomes.append(outcome)
            self._resolved[effects] = found
        return found
