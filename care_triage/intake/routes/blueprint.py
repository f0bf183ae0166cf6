"""The blueprint of the front door, and what happens to a request that was already sent."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from care_triage.cases.links import OwnerKey, owner_token
from care_triage.intake.errors import DraftFiled, DraftJoined
from care_triage.intake.owner_page import initials
from care_triage.web.embedding import embedding
from care_triage.web.i18n import _

bp = Blueprint("intake", __name__, template_folder="../templates")
bp.add_app_template_filter(initials)


@bp.errorhandler(DraftFiled)
def already_filed(error: DraftFiled) -> Response:
    """A second tab, a double press, the back button: all lead to the one case."""
    if embedding():
        # A private page is never shown in somebody else's frame.
        return _to_sent_page()
    flash(_("Votre demande est déjà envoyée. Voici où elle en est."), "info")
    return redirect(tracking_url(error.case_id, error.link_version, by_helper=error.by_helper), 303)


@bp.errorhandler(DraftJoined)
def already_joined(_error: DraftJoined) -> Response:
    """The same for words that went to an open case: whoever holds the draft sees nothing of it."""
    return _to_sent_page()


def tracking_url(case_id: int, link_version: int, *, by_helper: bool = False) -> str:
    """The private page of the owner, or of whoever writes for them."""
    return url_for("intake.track", token=owner_token(OwnerKey(case_id, link_version, by_helper)))


def _to_sent_page() -> Response:
    return redirect(url_for("intake.sent", token=(request.view_args or {})["token"]), 303)
