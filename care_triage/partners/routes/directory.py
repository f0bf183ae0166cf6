"""The directory, open to everyone who signed in."""

from flask import render_template, request

from care_triage.accounts.session import current_viewer
from care_triage.partners import queries
from care_triage.partners.forms import kind_choices
from care_triage.partners.policy import may_manage_directory
from care_triage.partners.routes.blueprint import bp
from care_triage.partners.types import DirectoryFilter, Kind
from care_triage.web.access import SignedIn, allow
from care_triage.web.text import clean_line


@bp.get("")
@allow(SignedIn)
def directory() -> str:
    """Partners by name, nature or whether they were retired."""
    kind = request.args.get("nature", "")
    wanted = DirectoryFilter(
        kind=Kind(kind) if kind in list(Kind) else None,
        text=clean_line(request.args.get("q", ""))[:100],
        with_retired="retires" in request.args,
    )
    return render_template(
        "partners/directory.html",
        rows=queries.directory(wanted),
        wanted=wanted,
        kinds=kind_choices(),
        manager=may_manage_directory(current_viewer()),
    )
