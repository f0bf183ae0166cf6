"""The figures as the page shows them: texts of delays, bars of a picture, lines of tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from care_triage.caseboard.policy import Delay, delay_within
from care_triage.caseboard.queries.figures import Delays
from care_triage.web.i18n import _, lazy
from care_triage.web.templating import duration, number

_HOUR = 60
_DAY = 24 * _HOUR
# Upper ends of the bars of the picture, in minutes.
_STEPS = (
    (4 * _HOUR, lazy("moins de 4 h")),
    (_DAY, lazy("4 à 24 h")),
    (2 * _DAY, lazy("1 à 2 jours")),
    (5 * _DAY, lazy("2 à 5 jours")),
    (None, lazy("plus de 5 jours")),
)


class Period(StrEnum):
    """Since when; the value is the word in the address."""

    MONTH = "mois"
    QUARTER = "trimestre"
    YEAR = "annee"

    def since_on(self, today: date) -> date:
        """The first day: of this month, or of the same day three or twelve months ago."""
        if self is Period.MONTH:
            return today.replace(day=1)
        back = today.year * 12 + today.month - 1 - (3 if self is Period.QUARTER else 12)
        # A month without that day begins a day later at most.
        return date(back // 12, back % 12 + 1, min(today.day, 28))


PERIOD_NAMES: Mapping[Period, Any] = {
    Period.MONTH: lazy("Ce mois-ci"),
    Period.QUARTER: lazy("3 derniers mois"),
    Period.YEAR: lazy("12 derniers mois"),
}


@dataclass(frozen=True)
class Bar:
    """One bar: its name, how many, and its length in hundredths of the longest."""

    name: Any
    number: int
    length: float
    waiting: bool = False


@dataclass(frozen=True)
class DelayLine:
    """One line of a table: of which group, and its figures in words."""

    name: str
    filed: str
    answered: str
    unanswered: str
    median: str
    most: str


def delay_text(delay: Delay | None) -> str:
    """« 5 h 20 min », « plus de 3 jours »; a dash without any request."""
    if delay is None:
        return "—"
    # Hours say nothing more once days have passed.
    minutes = delay.minutes // _DAY * _DAY if delay.minutes >= 3 * _DAY else delay.minutes
    text = duration(timedelta(minutes=minutes))
    return _("plus de %(delay)s", delay=text) if delay.at_least else text


def line_of(name: str, found: Delays) -> DelayLine:
    """The figures of a group."""
    unanswered = found.unanswered
    return DelayLine(
        name, number(found.filed), number(found.answered.total()), number(unanswered.total()),
        delay_text(delay_within(found.answered, unanswered, 0.5)),
        delay_text(delay_within(found.answered, unanswered, 0.9)),
    )  # fmt: skip


def bars_of(found: Delays) -> list[Bar]:
    """How long requests waited for their first answer; those that still wait, and those that nobody answered, last."""
    numbers = [_between(found, low, high) for low, high in _ranges()]
    names = [name for _end, name in _STEPS]
    longest = max([*numbers, found.waiting.total(), found.ended.total(), 1])
    bars = [Bar(name, count, 100 * count / longest) for name, count in zip(names, numbers, strict=True)]
    for name, left in ((_("attendent encore"), found.waiting), (_("finies sans réponse"), found.ended)):
        bars.append(Bar(name, left.total(), 100 * left.total() / longest, waiting=True))
    return bars


def merge(groups: Iterable[Delays]) -> Delays:
    """Several groups as one."""
    whole = Delays()
    for group in groups:
        whole.answered += group.answered
        whole.waiting += group.waiting
        whole.ended += group.ended
    return whole


def _ranges() -> Iterable[tuple[int, int | None]]:
    ends = [end for end, _name in _STEPS]
    return zip([0, *(end for end in ends if end is not None)], ends, strict=True)


def _between(found: Delays, low: int, high: int | None) -> int:
    return sum(
        count for minutes, count in found.answered.items() if low <= minutes and (high is None or minutes < high)
    )
