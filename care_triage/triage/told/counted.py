"""Counts read by one pattern: the first whose words hold."""

import re
from collections.abc import Callable
from typing import Any

from care_triage.triage.told.numbers import count_of
from care_triage.triage.told.phrases import Found, holds
from care_triage.triage.told.text import Story


def counted(
    story: Story,
    fact: str,
    pattern: re.Pattern[str],
    guards: str = "",
    *,
    accepts: Callable[[re.Match[str]], Any] = bool,
) -> Found | None:
    """The first count that neither the guards nor `accepts` object to; each way of the pattern names one group."""
    for match in pattern.finditer(story.text):
        if holds(story, match.start(), match.end(), guards) and accepts(match):
            return Found(fact, count_of(match[match.lastgroup or 0]), *match.span())
    return None
