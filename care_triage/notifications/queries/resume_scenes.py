"""Somebody goes on later: the link of their unfinished request, which says nothing of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from flask import current_app
from sqlalchemy import Integer, String, column, select, table

from care_triage.infra.db import JsonDict, UtcDateTime, session
from care_triage.notifications.queries.scene import Scene
from care_triage.notifications.types import Address, Happening, Matter, Situation
from care_triage.triage.events import ResumeLinkAsked

# Written by the front door only, which is no floor below this one: read here by its columns.
_DRAFTS: Final = table(
    "request_draft", column("id", Integer), column("token", String), column("locale", String),
    column("answers", JsonDict), column("updated_at", UtcDateTime()), column("case_id", Integer),
)  # fmt: skip
_KEPT: Final = timedelta(days=30)


def resume_link_asked(event: ResumeLinkAsked) -> Sequence[Scene]:
    """The link, unless the request was sent or erased since."""
    row = session().execute(select(_DRAFTS).where(_DRAFTS.c.id == event.draft_id)).one_or_none()
    if row is None or row.case_id is not None or not row.answers.get("resume_email"):
        return []
    base: str = current_app.config["PUBLIC_URL"]
    # Asked twice within a minute is asked once.
    minute = int(row.updated_at.timestamp()) // 60
    return [
        Scene(
            happening=Happening.RESUME_ASKED,
            occurrence=f"draft:{event.draft_id}:{minute}",
            situation=Situation(),
            matter=Matter(expires_at=row.updated_at + _KEPT),
            person=Address(f"draft:{event.draft_id}", row.answers["resume_email"], row.locale),
            private_url=f"{base}/demande/{row.token}",
        )
    ]
