"""Pure arithmetic of the figures: delays in which those who still wait count."""

from collections.abc import Mapping
from dataclasses import dataclass

# Room for the rounding of a product of fractions.
_TINY = 1e-9

Minutes = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Delay:
    """A delay in minutes; `at_least` when so many still wait that the true one is not known yet."""

    minutes: int
    at_least: bool = False


def delay_within(answered: Minutes, waiting: Minutes, share: float) -> Delay | None:
    """The delay within which `share` of the requests get their first answer; None without any request.

    `answered` counts requests by the minutes until their answer, `waiting` those without one by their age so far.
    Leaving these out would flatter: the slowest are not answered yet. Each counts among those who might have been
    answered until its age, and not beyond (Kaplan and Meier, J. Am. Stat. Assoc. 53, 1958, p. 457).
    """
    times = sorted(answered.keys() | waiting.keys())
    at_risk = sum(answered.values()) + sum(waiting.values())
    unanswered_share = 1.0
    for time in times:
        if answers := answered.get(time, 0):
            unanswered_share *= 1 - answers / at_risk
            if unanswered_share <= 1 - share + _TINY:
                return Delay(time)
        at_risk -= answers + waiting.get(time, 0)
    return Delay(times[-1], at_least=True) if times else None
