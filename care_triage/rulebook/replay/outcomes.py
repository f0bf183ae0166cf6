"""What a request becomes at the level of kinds of partners: the part of a resolution that two rule sets are compared by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from care_triage.triage import policy
from care_triage.triage.document import RuleSpec
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

    def numbers(self, rules: Sequence[RuleSpec], fired: Iterable[tuple[int, ...]]) -> list[int]:
        """The number of the outcome of each set of fired rules, given by their positions in `rules`."""
        effects = [self._effect_number(rule) for rule in rules]
        found = []
        for positions in fired:
            # An effect said twice says nothing new, so that many sets share one resolution.
            said = dict.fromkeys([effects[at] for at in positions])
            number = self._resolved.get(key := tuple(said))
            if number is None:
                number = self._resolved[key] = self._number(outcome_of([rules[at] for at in positions]))
            found.append(number)
        return found

    def _effect_number(self, rule: RuleSpec) -> int:
        effect = effect_of(rule)
        if rule.legal_clock:
            # Of two clocks of one name the last is kept: said again after another, it does say something new.
            effect = (*effect, rule.id)
        return self._effects.setdefault(effect, len(self._effects))

    def _number(self, outcome: Outcome) -> int:
        found = self._numbers.setdefault(outcome, len(self.outcomes))
        if found == len(self.outcomes):
            self.outcomes.append(outcome)
        return found
