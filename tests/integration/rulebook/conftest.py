"""A small published rule set, two authors and an approver."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from flask import Flask

from care_triage.accounts.types import Role, Viewer
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.service import drafts, life
from care_triage.rulebook.service.verifications import keep_verification
from tests.support.rulebook import person_with, publish_small


class Writing(NamedTuple):
    """Version 1 and an open draft of Alma's; Basile writes too, Clara approves, Dora writes and approves."""

    alma: Viewer
    basile: Viewer
    clara: Viewer
    dora: Viewer
    base_id: int
    draft_id: int


@dataclass(frozen=True)
class FakeReplay:
    """A replay that ran to its end."""

    draft_revision: int
    lost_leads: int = 0
    is_done: bool = True


@pytest.fixture
def writing(app_context: Flask) -> Writing:
    base_id = publish_small()
    alma, basile = person_with("Alma", Role.RULE_AUTHOR), person_with("Basile", Role.RULE_AUTHOR)
    clara = person_with("Clara", Role.RULE_APPROVER)
    dora = person_with("Dora", Role.RULE_AUTHOR, Role.RULE_APPROVER)
    draft_id = drafts.start_draft("Petites entreprises", base_id, alma.user_id)
    return Writing(alma, basile, clara, dora, base_id, draft_id)


Replay = Callable[..., None]


@pytest.fixture
def replayed(writing: Writing, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """Say that the draft, as it is now, was verified to the end and replayed over the past."""

    def say(lost_leads: int = 0, draft_id: int = writing.draft_id) -> None:
        revision = get_draft(draft_id).revision
        keep_verification(draft_id, revision, ())
        monkeypatch.setattr(life, "latest_replay", lambda _draft_id: FakeReplay(revision, lost_leads))

    return say
