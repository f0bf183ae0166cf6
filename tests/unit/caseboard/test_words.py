"""Words of addresses, and a name for everything that has one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

import pytest

from care_triage.caseboard import labels
from care_triage.caseboard.history import _DETAILS, _LINES
from care_triage.caseboard.letters import _BECAUSE
from care_triage.caseboard.routes.words import read_place, write_place
from care_triage.caseboard.types import Place
from care_triage.cases.labels import ROLE_NAMES
from care_triage.cases.types import (
    Audience,
    Channel,
    DeclineReason,
    EventKind,
    Origin,
    Outcome,
    ReferralRole,
    ReferralStatus,
    Status,
    WaitingOn,
)

_NAMED: list[tuple[Mapping[Any, Any], type[StrEnum]]] = [
    (labels.STATUS_NAMES, Status),
    (labels.STATUS_MOVES, Status),
    (labels.STATUS_MEANINGS, Status),
    (labels.REFERRAL_STATUS_NAMES, ReferralStatus),
    (labels.REFERRAL_STATUS_MEANINGS, ReferralStatus),
    (ROLE_NAMES, ReferralRole),
    (labels.ROLE_HINTS, ReferralRole),
    (labels.ORIGIN_NAMES, Origin),
    (labels.OUTCOME_NAMES, Outcome),
    (labels.OUTCOME_HINTS, Outcome),
    (labels.DECLINE_NAMES, DeclineReason),
    (labels.WAITING_NAMES, WaitingOn),
    (labels.WAITING_HINTS, WaitingOn),
    (labels.AUDIENCE_NAMES, Audience),
    (labels.CHANNEL_NAMES, Channel),
    (_LINES, EventKind),
    (_BECAUSE, DeclineReason),
]


@pytest.mark.parametrize(("names", "words"), _NAMED)
def test_every_word_has_its_name(names: Mapping[Any, Any], words: type[StrEnum]) -> None:
    assert set(names) == set(words)


def test_every_detail_belongs_to_a_line_of_history() -> None:
    assert set(_DETAILS) <= set(_LINES)


@pytest.mark.parametrize("place", [Place("2026-11-24T09:00:00+00:00", 12), Place("2026-11-24", 7, backwards=True)])
def test_a_place_survives_its_address(place: Place) -> None:
    url = write_place("/espace?vue=en-cours", place)
    assert url is not None
    name, _, value = url.partition("&")[2].partition("=")
    assert read_place({name: unquote(value)}) == place


@pytest.mark.parametrize("words", ["", "~", "x", "a~-1", "a~١", f"a~{10**20}"])
def test_words_that_say_nothing_are_no_place(words: str) -> None:
    assert read_place({"apres": words}) is None
