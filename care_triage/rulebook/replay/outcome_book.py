"""Numbers for outcomes, found without resolving each of the many sets of rules that fire."""

from collections.abc import Iterable, Sequence
from typing import Final

from care_triage.rulebook.replay.outcomes import Outcome, outcome_of
from care_triage.triage.document import RuleSpec

Effect = tuple[object, ...]


def effect_of(rule: RuleSpec) -> Effect:
    """All that the resolution reads of a fired rule: rules of equal effects, in equal order, have equal outcomes."""
    clock = rule.legal_clock
    term = (clock.name, clock.fact, clock.days) if clock else None
    return (rule.partner, rule.role, rule.rank, rule.answer_hours, rule.urgency, rule.confidential, term)


Weight = tuple[str, int, int, int, tuple[object, ...] | None]
"""Of one rule: the kind, its place (role, then rank) as one number, role, hours, and what else it says, if anything."""

Form = tuple[object, ...]

_STRENGTH: Final = {"lead": 0, "support": 1, "inform": 2}
_RANKS: Final = 1 << 40


def weight_of(rule: RuleSpec) -> Weight:
    """What `form_of` reads of a rule."""
    strength, clock = _STRENGTH[rule.role], rule.legal_clock
    term = (clock.name, clock.fact, clock.days) if clock else None
    further = (rule.urgency, rule.confidential, term)
    is_plain = further == ("normal", False, None)
    return (
        str(rule.partner),
        strength * _RANKS + rule.rank,
        strength,
        rule.answer_hours,
        None if is_plain else further,
    )


def form_of(weights: Iterable[Weight]) -> Form:
    """A form of fired rules, in their order: rules of equal forms have equal outcomes.

    It orders the kinds as the resolution does: by their best place, then by who spoke first.
    """
    best: dict[str, tuple[int, int, int]] = {}
    further = []
    for kind, place, strength, hours, more in weights:
        held = best.get(kind)
        if held is None or strength < held[1]:
            best[kind] = (place, strength, hours)
        elif strength == held[1]:
            best[kind] = (min(place, held[0]), strength, min(hours, held[2]))
        if more is not None:
            further.append(more)
    kinds = sorted(best, key=lambda kind: best[kind][0])
    return (tuple([(kind, best[kind][1], best[kind][2]) for kind in kinds]), tuple(further))


class OutcomeBook:
    """Outcomes under numbers that two replays share, so that comparing millions is comparing integers.

    To resolve takes long where many sets of rules fire. So what decides is first brought into a short form, and
    only the first set of each form is resolved.
    """

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self._numbers: dict[Outcome, int] = {}
        self._effects: dict[Effect, int] = {}
        self._said: dict[tuple[int, ...], int] = {}
        self._forms: dict[Form, int] = {}

    def numbers(self, rules: Sequence[RuleSpec], fired: Iterable[tuple[int, ...]]) -> list[int]:
        """The number of the outcome of each set of fired rules, given by their positions in `rules`."""
        effects = [self._effect_number(rule) for rule in rules]
        weights = [weight_of(rule) for rule in rules]
        found = []
        for positions in fired:
            said = tuple([effects[at] for at in positions])
            number = self._said.get(said)
            if number is None:
                number = self._said[said] = self._of_form(rules, positions, weights)
            found.append(number)
        return found

    def _of_form(self, rules: Sequence[RuleSpec], positions: tuple[int, ...], weights: Sequence[Weight]) -> int:
        form = form_of([weights[at] for at in positions])
        number = self._forms.get(form)
        if number is None:
            number = self._forms[form] = self._number(outcome_of([rules[at] for at in positions]))
        return number

    def _effect_number(self, rule: RuleSpec) -> int:
        return self._effects.setdefault(effect_of(rule), len(self._effects))

    def _number(self, outcome: Outcome) -> int:
        found = self._numbers.setdefault(outcome, len(self.outcomes))
        if found == len(self.outcomes):
            self.outcomes.append(outcome)
        return found
