"""What search engines are told: one address for each open page and language; nothing private, and no frame, is kept."""

from typing import Final

from flask import Flask, Response, current_app, request

from care_triage.web.access import is_open_to_all
from care_triage.web.embedding import is_framed

# Tried out by people who work here, or shown to one reader.
_OURS: Final = frozenset({"web.style", "notifications.mailbox", "notifications.show_mail", "notifications.show_html"})


def may_be_indexed() -> bool:
    """Whether the page of this request is the same for everybody and has an address of its own."""
    shared = is_open_to_all() and not is_framed() and not request.view_args
    return shared and request.method in ("GET", "HEAD") and request.endpoint not in _OURS


def page_address(language: str | None = None) -> str:
    """The address of this page without what a reader filtered: in the language given, else as the reader asked for it."""
    language = language or request.args.get("lang")
    address = f"{current_app.config['PUBLIC_URL']}{request.path}"
    return f"{address}?lang={language}" if language in ("fr", "en") else address


def keep_out(response: Response) -> Response:
    """Say « not in your index » on every page that is somebody's own."""
    if response.mimetype == "text/html" and not may_be_indexed():
        response.headers.setdefault("X-Robots-Tag", "noindex")
    return response


def init_app(app: Flask) -> None:
    """Mark private answers; let templates name the addresses of open ones."""
    app.after_request(keep_out)
    app.jinja_env.globals.update(may_be_indexed=may_be_indexed, page_address=page_address)
