"""The owner answers whether somebody may write for them, and ends a mandate when they like.

Only the mail to the owner's own address leads here: whoever wrote for them holds another link.
"""

from flask import flash, redirect, render_template, request, url_for

from care_triage.cases import links
from care_triage.cases.links import OwnerKey, Scope
from care_triage.cases.queries.case_view import get_owner_case
from care_triage.cases.queries.mandate import find_mandate
from care_triage.cases.service.mandate import confirm_mandate, end_mandate
from care_triage.cases.types import OWNER
from care_triage.infra.errors import NotFound
from care_triage.intake.entry import entry_of
from care_triage.intake.routes.blueprint import bp, tracking_url
from care_triage.intake.routes.pages import Page, help_lines
from care_triage.web.access import Owner, allow
from care_triage.web.i18n import _


@bp.route("/mandat/<token>", methods=["GET", "POST"])
@allow(Owner)
def mandate_answer(token: str) -> Page:
    """Who wrote, what for; yes or no."""
    key = links.read_owner_token(token, Scope.MANDATE)
    case, found = get_owner_case(key), find_mandate(key.case_id)
    if found is None:
        raise NotFound
    if request.method == "POST" and "confirm" in request.form:
        confirm_mandate(key.case_id, OWNER)
        flash(_("Merci. Votre demande suit maintenant son cours."), "success")
        return redirect(tracking_url(key.case_id, key.version), 303)
    if request.method == "POST" and "end" in request.form:
        return _end(key)
    waits = entry_of(key).waits_for_owner
    return render_template(
        "intake/mandate_answer.html", case=case, mandate=found, waits=waits, token=token, **help_lines()
    )


@bp.post("/suivi/<token>/mandat")
@allow(Owner)
def end_from_page(token: str) -> Page:
    """End the mandate from the private page: the owner's own, never that of whoever writes for them."""
    key = links.read_owner_token(token)
    get_owner_case(key)
    if key.by_helper:
        return redirect(url_for("intake.track", token=token), 303)
    return _end(key)


def _end(key: OwnerKey) -> Page:
    end_mandate(key.case_id, OWNER)
    flash(_("C’est fait : cette personne ne suit plus votre dossier. Son lien ne s’ouvre plus."), "success")
    return redirect(tracking_url(key.case_id, key.version), 303)
