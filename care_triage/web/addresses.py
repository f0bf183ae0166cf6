"""Addresses a page may send a reader to: only ours, never what a link slipped in."""

from urllib.parse import urlsplit

from flask import request


def local_path(url: str | None) -> str | None:
    """`url` as a path of this site, or None when it leads elsewhere.

    Browsers read two slashes, also backward ones, as another site, and ignore tabs and line breaks inside.
    """
    if not url or "\\" in url or any(ord(character) < 33 for character in url):
        return None
    parts = urlsplit(url)
    if parts.netloc and parts.netloc != request.host:
        return None
    if parts.scheme not in ("", "http", "https") or (parts.scheme and not parts.netloc):
        return None
    if not parts.path.startswith("/") or parts.path.startswith("//"):
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_from_this_site() -> bool:
    """Whether a browser says that this request was made by one of our own pages.

    A form posted from elsewhere must not be shown back with a button to send it again.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    source = request.headers.get("Origin") or request.headers.get("Referer")
    return source is not None and urlsplit(source).netloc == request.host
