"""The front door inside a frame of a partner's site: only there, only the front door, and without any cookie.

    /embarquer/<site>/...        the page at /..., to be shown in a frame of that site
    /embarquer/<site>/en/...     the same in English

The prefix becomes the root of the application for this request, so that every address a page writes stays inside.
A frame holds no session: what opens a request is its own token in the address, which another site cannot know, so
that a form needs a signed token and an answer of our own page, no cookie. Sites and their origins are looked up by a
function that the composition root registers; a site that nobody registered does not exist.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, Request, Response, abort, current_app, g, has_request_context, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from care_triage.web.addresses import is_from_this_site

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_SITE_KEY: Final = "care.embed.site"
_LANGUAGE_KEY: Final = "care.embed.language"
_EXTENSION: Final = "care_embedding"
_PREFIX: Final = re.compile(r"^/embarquer/(?P<site>[a-z0-9][a-z0-9-]{0,39})(?:/(?P<language>fr|en))?(?=/|$)")
# What a frame may show; everything else opens in a window of its own.
_ENDPOINTS: Final = ("intake.", "assets.")
_NOT_IN_A_FRAME: Final = frozenset(
    {"intake.track", "intake.write", "intake.withdraw", "intake.document", "intake.mandate_answer"}
)
_LINK: Final = re.compile(r"<a\b(?P<before>[^>]*?)\bhref=\"(?P<href>[^\"]*)\"(?P<after>[^>]*)>")

FindSite = Callable[[str], "Site | None"]


@dataclass(frozen=True)
class Site:
    """A partner's site: its name in addresses, and the origins whose pages may hold the frame."""

    slug: str
    name: str
    origins: tuple[str, ...]


class SessionOutsideFrames(SecureCookieSessionInterface):
    """A frame reads and leaves no cookie: browsers keep none for it, and a person signed in elsewhere is nobody here.

    The one thing its session holds is what form tokens are signed against, the same for every page of the site.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if _SITE_KEY not in request.environ:
            return super().open_session(app, request)
        seed = f"care-frame:{app.secret_key!r}:{request.environ[_SITE_KEY]}"
        return self.session_class({app.config["WTF_CSRF_FIELD_NAME"]: sha256(seed.encode()).hexdigest()})

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not is_framed():
            super().save_session(app, session, response)


class FramedPaths:
    """Middleware: takes the prefix of a frame from the path and remembers it."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application

    def __call__(self, wsgi: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        found = _PREFIX.match(wsgi.get("PATH_INFO", ""))
        if found:
            wsgi["SCRIPT_NAME"] = wsgi.get("SCRIPT_NAME", "") + found[0]
            wsgi["PATH_INFO"] = wsgi["PATH_INFO"][found.end() :] or "/"
            wsgi[_SITE_KEY], wsgi[_LANGUAGE_KEY] = found["site"], found["language"]
        return self._application(wsgi, start_response)


def embedding() -> Site | None:
    """The site in whose frame the page of this request is shown; None for a page of its own."""
    if not has_request_context() or _SITE_KEY not in request.environ:
        return None
    site: Site | None = g.get("care_embed_site")
    return site


def is_framed() -> bool:
    """Whether this request came by the address of a frame, whoever registered it."""
    return has_request_context() and _SITE_KEY in request.environ


def framed_language() -> str | None:
    """The language that the address of the frame names."""
    language: str | None = request.environ.get(_LANGUAGE_KEY) if has_request_context() else None
    return language


def framed_url(language: str) -> str:
    """The address of this page of the frame in another language; its first page where it only answers POST."""
    site = request.environ[_SITE_KEY]
    rule = request.url_rule
    readable = request.method in ("GET", "HEAD") or (rule is not None and "GET" in (rule.methods or ()))
    query = f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string and readable else ""
    return f"/embarquer/{site}/{language}{request.path if readable else '/'}{query}"


def use_sites(app: Flask, find: FindSite) -> None:
    """Let `find(slug)` say which sites may hold the front door."""
    app.extensions[_EXTENSION] = find


def open_outside(html: str, inside: str) -> str:
    """Links that leave the frame open in a new window; those of the frame, of the page and of the telephone stay. Pure."""

    def mark(found: re.Match[str]) -> str:
        href = found["href"]
        stays = href == inside or href.startswith(("#", "tel:", "mailto:", "?", f"{inside}/"))
        if stays or "target=" in found[0]:
            return found[0]
        return f'<a{found["before"]}href="{href}"{found["after"]} target="_blank" rel="noopener">'

    return _LINK.sub(mark, html)


def check_frame() -> None:
    """Before a request in a frame: a known site, and nothing but the front door."""
    if not is_framed():
        return
    find: FindSite | None = current_app.extensions.get(_EXTENSION)
    g.care_embed_site = find(request.environ[_SITE_KEY]) if find else None
    endpoint = request.endpoint or ""
    if request.method not in ("GET", "HEAD") and not is_from_this_site():
        abort(403)
    if g.care_embed_site is None or not endpoint.startswith(_ENDPOINTS) or endpoint in _NOT_IN_A_FRAME:
        abort(404)


def add_frame_headers(response: Response) -> Response:
    """Who may show the page in a frame: the origins of this site, and nobody where there is no site."""
    site = embedding()
    if site is None or (request.endpoint or "") in _NOT_IN_A_FRAME:
        return response
    policy = response.headers.get("Content-Security-Policy", "")
    allowed = " ".join(site.origins) or "'none'"
    response.headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", f"frame-ancestors {allowed}")
    if site.origins:
        # The old header knows no list of origins; browsers that read the new one ignore it, others would refuse all.
        response.headers.pop("X-Frame-Options", None)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if response.mimetype == "text/html" and not response.is_streamed:
        response.set_data(open_outside(response.get_data(as_text=True), f"/embarquer/{site.slug}"))
    return response


def origins_in(text: str) -> Sequence[str]:
    """The origins written in a text, one a line: scheme and host, nothing else. Raises ValueError naming the line. Pure."""
    found: dict[str, None] = {}
    for line in (each.strip().rstrip("/") for each in text.splitlines()):
        if not line:
            continue
        if not _ORIGIN.fullmatch(line.lower()):
            raise ValueError(line)
        found[line.lower()] = None
    return list(found)


_ORIGIN: Final = re.compile(
    r"https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d{2,5})?|http://(?:localhost|127\.0\.0\.1)(?::\d{2,5})?"
)


def init_app(app: Flask) -> None:
    """Serve frames; call before headers are added, so that what they say is corrected last."""
    app.wsgi_app = FramedPaths(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.session_interface = SessionOutsideFrames()
    app.before_request(check_frame)
    app.after_request(add_frame_headers)
    values: dict[str, Any] = {"embedding": embedding, "framed_url": framed_url}
    app.jinja_env.globals.update(values)
