"""Who may open a view. A view that says nothing is closed.

    @blueprint.get("/espace")
    @allow(Role.ADVISER, Role.UNIT_MANAGER)
    def inbox() -> str: ...

Roles are compared by name (their `str` value), because accounts stand above the shell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from care_triage.web import held_form
from care_triage.web.addresses import local_path


@dataclass(frozen=True)
class Rule:
    """An audience that is not a role."""

    name: str


Everyone: Final = Rule("everyone")
# The view itself checks the signed link it was given.
Owner: Final = Rule("owner")
SignedIn: Final = Rule("signed-in")

_MARK: Final = "__care_access__"
_View = TypeVar("_View", bound=Callable[..., Any])


def allow(*rules: Rule | str) -> Callable[[_View], _View]:
    """Open the decorated view to `rules`: `Everyone`, `Owner`, `SignedIn` or role names (any of them)."""
    if not rules:
        raise ValueError("allow() needs an audience; leave the view unmarked to close it")
    names = frozenset(rule.name if isinstance(rule, Rule) else str(rule) for rule in rules)

    def mark(view: _View) -> _View:
        setattr(view, _MARK, names)
        return view

    return mark


def rule_of(app: Flask, endpoint: str) -> frozenset[str]:
    """Names of the audiences of `endpoint`; empty when the view says nothing."""
    names: frozenset[str] = getattr(app.view_functions.get(endpoint), _MARK, frozenset())
    return names


def endpoint_rules(app: Flask) -> list[tuple[str, str, str, frozenset[str]]]:
    """(endpoint, methods, path, audiences) of every route, sorted: the table that a test freezes."""
    rows = [
        (
            rule.endpoint,
            ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})),
            rule.rule,
            rule_of(app, rule.endpoint),
        )
        for rule in app.url_map.iter_rules()
    ]
    return sorted(rows, key=lambda row: (row[0], row[2], row[1]))


def may_open(names: frozenset[str], *, signed_in: bool, roles: frozenset[str]) -> bool:
    """Whether somebody with `roles` may open a view whose audiences are `names`. Pure."""
    if names & {Everyone.name, Owner.name}:
        return True
    return signed_in and (SignedIn.name in names or bool(names & roles))


def current_roles() -> frozenset[str]:
    """Role names of the person signed in; none for an owner or a visitor."""
    return frozenset(str(role) for role in getattr(current_user, "roles", ()))


def is_open_to_all() -> bool:
    """Whether the page being answered holds nothing private."""
    return request.endpoint is not None and Everyone.name in rule_of(current_app, request.endpoint)


def check_access() -> Response | str | tuple[str, int] | None:
    """Before every request: let in, send to the sign-in page, or refuse."""
    if request.endpoint is None or request.method == "OPTIONS":
        return None
    names = rule_of(current_app, request.endpoint)
    # An open page must not need the database just to look at who is reading.
    if names & {Everyone.name, Owner.name}:
        return None
    signed_in = bool(current_user.is_authenticated)
    if may_open(names, signed_in=signed_in, roles=current_roles()):
        return None
    if signed_in or not names:
        abort(403)
    return _ask_to_sign_in()


def sign_in_url(next_url: str) -> str:
    """Address of the sign-in page, coming back to `next_url` afterwards."""
    endpoint = getattr(getattr(current_app, "login_manager", None), "login_view", None)
    return url_for(endpoint, next=next_url) if endpoint else f"/connexion?{urlencode({'next': next_url})}"


def _ask_to_sign_in() -> Response | str | tuple[str, int]:
    if request.method not in ("GET", "HEAD"):
        return held_form.show_sign_in()
    here = request.full_path.rstrip("?")
    if request.headers.get("HX-Request"):
        # A fragment cannot become a sign-in page: the whole page goes there.
        return Response(
            status=401, headers={"HX-Redirect": sign_in_url(local_path(request.headers.get("HX-Current-URL")) or here)}
        )
    if request.accept_mimetypes.best == "application/json":
        raise Unauthorized
    return redirect(sign_in_url(here))


def init_app(app: Flask) -> None:
    """Close every view that does not say who may open it."""
    app.before_request(check_access)
    app.jinja_env.globals["sign_in_url"] = sign_in_url
