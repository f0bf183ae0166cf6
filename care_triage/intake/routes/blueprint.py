"""The blueprint of the front door, and what happens to a request that was already sent."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from care_triage.cases.links import OwnerKey, owner_token
from care_triage.intake.errors import DraftFiled
from care_triage.web.i18n import _

bp = Blueprint("intake", __name__, template_folder="../templates")


@bp.errorhandler(DraftFiled)
def already_filed(error: DraftFiled) -> Response:
    """A second tab, a double press, the back button: all lead to the one case."""
    flash(_("Votre demande est déjà envoyée. Voici où elle en est."), "info")
    return redirect(tracking_url(error.case_id, error.link_version), 303)


def tracking_url(case_id: int, link_version: int) -> str:
    """The owner's private page."""
    return url_for("intake.track", token=owner_token(OwnerKey(case_id, link_version)))
