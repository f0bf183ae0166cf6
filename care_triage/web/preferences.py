"""Choices a reader makes for this browser (language, theme): `?name=value`, remembered in a cookie."""

from urllib.parse import urlencode

from flask import Flask, Response, request

from care_triage.web.embedding import is_framed

CHOICES: dict[str, tuple[str, ...]] = {"lang": ("fr", "en"), "theme": ("auto", "light", "dark")}
ONE_YEAR = 365 * 24 * 3600


def chosen(name: str) -> str | None:
    """What the reader chose for `name`, or None; anything outside the closed list is ignored."""
    for value in (request.args.get(name), request.cookies.get(_cookie(name))):
        if value in CHOICES[name]:
            return value
    return None


def theme() -> str:
    """`light`, `dark`, or `auto` for what the reader's system prefers."""
    return chosen("theme") or "auto"


def choice_url(name: str, value: str) -> str:
    """The address of this page with another choice; the home page where this address only answers POST."""
    rule = request.url_rule
    readable = request.method in ("GET", "HEAD") or (rule is not None and "GET" in (rule.methods or ()))
    kept = [(key, text) for key, text in request.args.items(multi=True) if key != name]
    return f"{request.path if readable else '/'}?{urlencode([*kept, (name, value)])}"


def remember(response: Response) -> Response:
    """Keep in a cookie what the address of this request has just chosen."""
    if is_framed():
        return response
    for name, values in CHOICES.items():
        value = request.args.get(name)
        if value in values and value != request.cookies.get(_cookie(name)):
            response.set_cookie(
                _cookie(name), value or "", max_age=ONE_YEAR, httponly=True, secure=request.is_secure, samesite="Lax"
            )
    return response


def _cookie(name: str) -> str:
    return f"care_{name}"


def init_app(app: Flask) -> None:
    """Remember choices after each request and let templates offer them."""
    app.after_request(remember)
    app.jinja_env.globals.update(theme=theme, choice_url=choice_url)
