"""The menu of people who signed in: each feature's blueprint adds its own entries.

navigation.add(blueprint, lazy("Boîte de réception"), "caseboard.inbox", roles=(Role.ADVISER,), order=10)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, current_app, request, url_for
from flask.blueprints import BlueprintSetupState

from care_triage.web.access import current_roles

_KEY = "care_navigation"


@dataclass(frozen=True)
class NavigationItem:
    """One entry; `roles` empty means everybody signed in; `count` gives the number shown beside it."""

    label: Any
    endpoint: str
    roles: frozenset[str] = frozenset()
    order: int = 50
    icon: str | None = None
    count: Callable[[], int | None] | None = None

    @property
    def url(self) -> str:
        return url_for(self.endpoint)

    def leads_to(self, path: str) -> bool:
        """Whether `path` is this entry's page or one below it."""
        return path == self.url or path.startswith(f"{self.url.rstrip('/')}/")


def add(
    blueprint: Blueprint,
    label: Any,
    endpoint: str,
    *,
    roles: Iterable[str] = (),
    order: int = 50,
    icon: str | None = None,
    count: Callable[[], int | None] | None = None,
) -> None:
    """Add an entry when `blueprint` is registered. `endpoint` is the full name (`caseboard.inbox`)."""
    item = NavigationItem(label, endpoint, frozenset(str(role) for role in roles), order, icon, count)

    def record(state: BlueprintSetupState) -> None:
        state.app.extensions.setdefault(_KEY, []).append(item)

    blueprint.record(record)


def items() -> list[NavigationItem]:
    """Entries for the reader, in order."""
    mine = current_roles()
    entries: list[NavigationItem] = current_app.extensions.get(_KEY, [])
    return sorted(
        (item for item in entries if not item.roles or item.roles & mine), key=lambda item: (item.order, item.endpoint)
    )


def current_item(entries: Iterable[NavigationItem]) -> NavigationItem | None:
    """The entry the reader is in: the closest one above the page."""
    above = [item for item in entries if item.leads_to(request.path)]
    return max(above, key=lambda item: len(item.url), default=None)


def sign_out_url() -> str | None:
    """Where the sign-out button posts; accounts name their view `accounts.sign_out`."""
    return url_for("accounts.sign_out") if "accounts.sign_out" in current_app.view_functions else None


def sign_in_link() -> str | None:
    """Discreet link for advisers; None where nobody can sign in."""
    endpoint = getattr(getattr(current_app, "login_manager", None), "login_view", None)
    return url_for(endpoint) if endpoint else None


def init_app(app: Flask) -> None:
    """Let the layout read the menu."""
    app.extensions.setdefault(_KEY, [])
    app.jinja_env.globals.update(
        navigation_items=items, current_item=current_item, sign_out_url=sign_out_url, sign_in_link=sign_in_link
    )
