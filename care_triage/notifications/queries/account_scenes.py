"""What happened to somebody's access."""

from collections.abc import Callable, Sequence
from typing import Any

from care_triage.accounts.links import set_password_link
from care_triage.accounts.models import Person
from care_triage.accounts.queries import get_person
from care_triage.accounts.types import Standing
from care_triage.infra import clock
from care_triage.notifications.queries.scene import Scene
from care_triage.notifications.types import Address, Happening, Matter, Situation


def access_changed(happening: Happening, *, with_link: bool) -> Callable[[Any], Sequence[Scene]]:
    """Reads any event that names a person; `with_link` adds a fresh link to choose a password."""

    def read(event: Any) -> Sequence[Scene]:
        return [_scene(happening, get_person(event.person_id), with_link=with_link)]

    return read


def _scene(happening: Happening, person: Person, *, with_link: bool) -> Scene:
    link = set_password_link(person) if with_link else None
    # The same thing may happen again, with a link that works longer: two within a minute make one mail.
    minute = int(clock.now().timestamp()) // 60
    return Scene(
        happening=happening,
        occurrence=f"{person.session_version}:{minute}",
        situation=Situation(has_access=person.standing is not Standing.DEACTIVATED),
        matter=Matter(expires_at=link.expires_at if link else None),
        person=Address(f"person:{person.id}", person.email, person.locale),
        private_url=link.url if link else "",
    )
