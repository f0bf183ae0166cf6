"""Numbers for outcomes, so that comparing millions of requests is comparing integers.

Resolving one set of fired rules after the other takes most of a replay: here it is done from a few plain values of
each rule. `outcomes.outcome_of`, which asks triage itself, is what the tests hold this to.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from care_triage.rulebook.replay.outcomes import Outcome, Place, term_of
from care_triage.triage.document import RuleSpec

_STRENGTH: Final = {"lead": 0, "support": 1, "inform": 2}
_URGENCY: Final = ("normal", "high", "critical")
# More than any rank: a place is the role, then the rank, as one number.
_RANKS: Final = 1 << 40


class Effect(NamedTuple):
    """All that the resolution reads of a fired rule: rules of equal effects, in equal order, have equal outcomes."""

    kind: str
    place: int
    strength: int
    hours: int
    further: tuple[int, bool, tuple[str, str, str] | None] | None
    """Urgency, confidentiality, legal clock; None where a rule says nothing of these."""


def effect_of(rule: RuleSpec) -> Effect:
    """The effect of a rule."""
    strength, clock = _STRENGTH[rule.role], rule.legal_clock
    term = (clock.name, clock.fact, term_of(clock)) if clock else None
    further = (_URGENCY.index(rule.urgency), rule.confidential, term)
    place = strength * _RANKS + rule.rank
    return Effect(
        str(rule.partner), place, strength, rule.answer_hours, None if further == (0, False, None) else further
    )


class OutcomeBook:
    """Outcomes under numbers that two replays share."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self._forms: dict[tuple[Any, ...], int] = {}

    def numbers(self, rules: Sequence[RuleSpec], fired: Iterable[tuple[int, ...]]) -> list[int]:
        """The number of the outcome of each set of fired rules, given by their positions in `rules`."""
        effects = [effect_of(rule) for rule in rules]
        return [self._number(form_of([effects[at] for at in positions])) for positions in fired]

    def _number(self, form: tuple[Any, ...]) -> int:
        number = self._forms.get(form)
        if number is None:
            number = self._forms[form] = len(self.outcomes)
            self.outcomes.append(Outcome(*form))
        return number


def form_of(effects: Iterable[Effect]) -> tuple[Any, ...]:
    """The fields of the outcome of these effects, in the order of their rules.

    A kind appears once, in its strongest role and best rank, with the fewest hours of that role; kinds of one place
    stay in the order in which they spoke first.
    """
    best: dict[str, tuple[int, int, int]] = {}
    further = []
    for kind, place, strength, hours, more in effects:
        held = best.get(kind)
        if held is None or strength < held[1]:
            best[kind] = (place, strength, hours)
        elif strength == held[1]:
            best[kind] = (min(place, held[0]), strength, min(hours, held[2]))
        if more is not None:
            further.append(more)
    roles: tuple[list[Place], list[Place], list[Place]] = ([], [], [])
    for kind, (_, strength, hours) in sorted(best.items(), key=_place):
        roles[strength].append(Place(kind, hours))
    return (*map(tuple, roles), *_further(further))


def _place(item: tuple[str, tuple[int, int, int]]) -> int:
    return item[1][0]


def _further(said: Sequence[tuple[int, bool, tuple[str, str, str] | None]]) -> tuple[Any, ...]:
    """Urgency, confidentiality and legal clocks; of two clocks of one name the last is kept."""
    if not said:
        return ("normal", False, ())
    clocks = {term[0]: term for _, _, term in said if term}
    return (
        _URGENCY[max(urgency for urgency, _, _ in said)],
        any(confidential for _, confidential, _ in said),
        tuple(f"{name}:{fact}+{days}" for name, fact, days in clocks.values()),
    )
