"""Pages as gzip for whoever reads it: a phone on a slow line waits for every kilobyte, and not every installation has a proxy.

Only pages that anybody may open, or that open by their own secret address, and only for readers who are not signed in.
Where a page shows a secret beside words that somebody else could choose, its compressed length tells of the secret
(BREACH). Such words reach an open page by its query, and its one secret is a form token that is no good without its
signature, which changes every second; whoever could choose words in a private page would have to know its address
already. Pages of the collective are left as they are: a proxy that compresses them takes that decision itself.
"""

import gzip
from typing import Final

from flask import Flask, Response, current_app, request, session

from care_triage.web.access import Everyone, Owner, rule_of

# Below this a packet is sent either way.
_WORTH_IT_BYTES: Final = 1000
# Level 4 takes less than half the time of 9 for a fifteenth more bytes.
_LEVEL: Final = 4
_TEXTS: Final = frozenset({"text/html", "text/plain", "text/javascript", "application/json"})
# What Flask-Login keeps of somebody who is signed in.
_SIGNED_IN: Final = "_user_id"


def compress(response: Response) -> Response:
    """Send a text as gzip where it pays and tells nothing."""
    if not _is_worth_it(response) or not _tells_nothing():
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0:
        return response
    response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _is_worth_it(response: Response) -> bool:
    """A text of some length, whole, and not compressed already."""
    if response.is_streamed or response.direct_passthrough or "Content-Encoding" in response.headers:
        return False
    return response.mimetype in _TEXTS and len(response.get_data()) >= _WORTH_IT_BYTES


def _tells_nothing() -> bool:
    """Whether the page is of the front door and nobody of the collective reads it."""
    rules = rule_of(current_app, request.endpoint) if request.endpoint else frozenset()
    return bool(rules & {Everyone.name, Owner.name}) and _SIGNED_IN not in session


def init_app(app: Flask) -> None:
    """Compress after everything else: call first, since what is registered first runs last."""
    app.after_request(compress)
