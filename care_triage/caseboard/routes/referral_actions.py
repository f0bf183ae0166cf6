"""One press: accept a referral, take it up again, take an answer back."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from care_triage.accounts.session import current_viewer
from care_triage.caseboard import labels
from care_triage.caseboard.case_sheet import referrals_by_id
from care_triage.caseboard.queries.referrals import get_case_id_of
from care_triage.caseboard.routes.blueprint import ADVISERS, Page, bp
from care_triage.caseboard.routes.case_page import case_url
from care_triage.caseboard.routes.open_referral import own_referral
from care_triage.caseboard.subjects import subject_label
from care_triage.cases.queries.case_view import get_case
from care_triage.cases.service.answer_referral import accept_referral, undo_answer
from care_triage.cases.service.work_referral import resume
from care_triage.infra.errors import Conflict
from care_triage.web.access import allow
from care_triage.web.errors import message_of, on_domain_error
from care_triage.web.i18n import _


@bp.post("/orientations/<int:referral_id>/accepter")
@allow(*ADVISERS)
def accept(referral_id: int) -> Response:
    """Take a referral; the page of the case offers to undo it."""
    case_id, actor = own_referral(referral_id)
    accept_referral(referral_id, actor)
    return redirect(case_url(case_id), 303)


@bp.post("/orientations/<int:referral_id>/reprendre")
@allow(*ADVISERS)
def take_up(referral_id: int) -> Response:
    """Go on with a referral that waited."""
    case_id, actor = own_referral(referral_id)
    resume(referral_id, actor)
    flash(_("Vous avez repris ce dossier."), "success")
    return redirect(case_url(case_id), 303)


@bp.post("/orientations/<int:referral_id>/annuler")
@allow(*ADVISERS)
def undo(referral_id: int) -> Response:
    """Take back one's own answer, within the minutes that allow it."""
    case_id, actor = own_referral(referral_id)
    undo_answer(referral_id, actor)
    flash(_("C’est annulé. Le dossier est revenu comme avant."), "success")
    return redirect(case_url(case_id), 303)


@bp.errorhandler(Conflict)
def somebody_was_faster(error: Conflict) -> Page:
    """Say who did what meanwhile, and lead back to the case."""
    referral_id = (request.view_args or {}).get("referral_id")
    if referral_id is None:
        return on_domain_error(error)
    viewer = current_viewer()
    case_id = get_case_id_of(referral_id, viewer)
    need, row = referrals_by_id(get_case(case_id, viewer))[referral_id]
    page = render_template(
        "caseboard/conflict.html", row=row, need=need, back=case_url(case_id), message=message_of(error),
        is_mine=row.adviser_id == viewer.user_id, labels=labels, subject=subject_label(need.subject),
    )  # fmt: skip
    return page, 409
