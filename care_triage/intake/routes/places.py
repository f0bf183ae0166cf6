"""Proposals of communes while the owner types."""

from flask import render_template, request

from care_triage.intake.routes.blueprint import bp
from care_triage.territory.queries import search_communes
from care_triage.web.access import Everyone, allow
from care_triage.web.limits import limiter


@bp.get("/communes")
@allow(Everyone)
@limiter.limit("120/minute")
def communes() -> str:
    """Options of the place box."""
    found = search_communes(request.args.get("q", "")[:80], limit=8)
    return render_template("intake/_communes.html", communes=found)
