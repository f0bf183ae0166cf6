"""The whole verification of a draft: ask for it, see how far it is."""

from contextlib import suppress

from flask import Response, make_response, redirect, render_template, url_for

from care_triage.accounts.session import current_viewer
from care_triage.rulebook.errors import DraftHasErrors
from care_triage.rulebook.pages.verification import verification_box
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.routes.blueprint import READERS, WRITERS, Page, bp
from care_triage.rulebook.service.verifications import start_verification
from care_triage.web import htmx
from care_triage.web.access import allow


@bp.get("/projets/<int:draft_id>/verification")
@allow(*READERS)
def verification(draft_id: int) -> Page:
    """How far it is: a part of the pages that show it, which are read again once it is over."""
    draft = get_draft(draft_id)
    box = verification_box(draft, current_viewer())
    if not htmx.wants_fragment():
        return redirect(url_for("rulebook.draft_findings", draft_id=draft_id))
    if not box["verification"] or not box["verification"].is_active:
        return Response(status=204, headers={"HX-Refresh": "true"})
    return make_response(render_template("rulebook/_verification.html", draft=draft, **box))


@bp.post("/projets/<int:draft_id>/verification")
@allow(*WRITERS)
def verify_draft(draft_id: int) -> Page:
    """Ask for it; a draft that cannot be read shows its errors instead."""
    with suppress(DraftHasErrors):
        start_verification(draft_id, current_viewer().user_id)
    return htmx.see_other(url_for("rulebook.draft_findings", draft_id=draft_id))
