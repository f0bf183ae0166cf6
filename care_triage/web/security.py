"""What every answer says to the browser, and what no request may carry."""

from typing import Final

from flask import Flask, Response, abort, current_app, request
from flask_wtf.csrf import CSRFProtect

from care_triage.web.access import is_open_to_all

csrf = CSRFProtect()

# No inline script or style exists in CARE, so none is allowed: a text that slipped through
# escaping still could not run.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # An owner's private link never leaves for another site. `no-referrer` would also blank the
    # Origin header of our own forms, by which a forged POST is told from an expired one.
    "Referrer-Policy": "same-origin",
}
ONE_YEAR_S: Final = 365 * 24 * 3600


def refuse_broken_input() -> None:
    """A NUL in an address is an attack or an accident; PostgreSQL would answer it with a crash."""
    values = [*request.args.keys(), *(value for _, value in request.args.items(multi=True)), request.path]
    if any("\x00" in value for value in values):
        abort(400)


def add_headers(response: Response) -> Response:
    """Security headers on every answer; private pages stay out of every cache."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config.get("SESSION_COOKIE_SECURE"):
        response.headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR_S}; includeSubDomains")
    if "Cache-Control" not in response.headers:
        # Open pages hold forms: `no-store` would make browsers forget what was typed on "back".
        response.headers["Cache-Control"] = "private, no-cache" if is_open_to_all() else "private, no-store"
    return response


def init_app(app: Flask) -> None:
    """CSRF checks on every form, security headers on every answer."""
    app.before_request(refuse_broken_input)
    csrf.init_app(app)
    app.after_request(add_headers)
