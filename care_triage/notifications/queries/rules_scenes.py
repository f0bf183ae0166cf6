"""What happened to a draft of rules."""

from collections.abc import Sequence

from flask import current_app

from care_triage.notifications.queries.scene import Scene
from care_triage.notifications.types import Happening, Matter, Situation
from care_triage.triage.events import RuleDraftMoved


def draft_moved(event: RuleDraftMoved) -> Sequence[Scene]:
    """A draft was submitted, approved, refused or published; whoever did it knows."""
    base: str = current_app.config["PUBLIC_URL"]
    return [
        Scene(
            happening=Happening(f"rules_{event.step}"),
            occurrence=f"step:{event.step_id}",
            situation=Situation(),
            matter=Matter(draft=event.title),
            work_url=f"{base}/espace/regles/projets/{event.draft_id}/vie",
            author_id=event.actor_id,
            writers=frozenset(event.writers),
        )
    ]
