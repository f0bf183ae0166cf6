"""Published versions and drafts, newest first."""

from flask import render_template

from care_triage.rulebook.queries.drafts import drafts
from care_triage.rulebook.routes.blueprint import READERS, bp
from care_triage.triage.queries.versions import versions as published_versions
from care_triage.web import navigation
from care_triage.web.access import allow
from care_triage.web.i18n import lazy


@bp.get("/versions")
@allow(*READERS)
def versions() -> str:
    """What was published, what is being written."""
    return render_template("rulebook/versions.html", versions=published_versions(), drafts=drafts())


navigation.add(bp, lazy("Règles"), "rulebook.versions", roles=READERS, order=40, icon="list")
