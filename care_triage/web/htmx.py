"""Answers to htmx: a fragment where the page asked for one, the whole page otherwise."""

from typing import Any

from flask import Flask, Response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse


def wants_fragment() -> bool:
    """Whether htmx asked for part of a page (going back in history asks for the whole)."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def render(page: str, fragment: str, **values: Any) -> str:
    """`fragment` for htmx, `page` (which includes it) for everybody else."""
    return render_template(fragment if wants_fragment() else page, **values)


def see_other(url: str) -> BaseResponse:
    """After a valid POST: 303 to `url`; htmx is told to open it as a whole page."""
    if wants_fragment():
        return Response(status=204, headers={"HX-Redirect": url})
    return redirect(url, code=303)


def vary(response: Response) -> Response:
    """The same address answers a page or a fragment: no cache may swap them."""
    if response.mimetype == "text/html":
        response.vary.add("HX-Request")
    return response


def init_app(app: Flask) -> None:
    """Mark answers that depend on who asks."""
    app.after_request(vary)
