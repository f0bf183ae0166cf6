"""Answers that need words: refuse, wait, close, and a coordinator's withdrawal."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from care_triage.accounts.session import current_viewer
from care_triage.caseboard import labels
from care_triage.caseboard.case_sheet import referrals_by_id
from care_triage.caseboard.forms import CloseForm, DeclineForm, WaitForm, WithdrawReferralForm
from care_triage.caseboard.letters import letters_in
from care_triage.caseboard.queries.referrals import get_case_id_of
from care_triage.caseboard.routes.blueprint import ADVISERS, COORDINATORS, Page, bp
from care_triage.caseboard.routes.case_page import case_url
from care_triage.caseboard.routes.open_referral import OpenReferral, open_referral
from care_triage.caseboard.service.decline import decline_with_letter
from care_triage.cases.policy import Action
from care_triage.cases.queries.case_view import get_case
from care_triage.cases.service.work_referral import close_referral, wait, withdraw_referral
from care_triage.cases.types import Audience, Draft, person
from care_triage.infra.errors import Conflict, DomainError
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.forms import CareForm
from care_triage.web.i18n import _


@bp.route("/orientations/<int:referral_id>/refuser", methods=["GET", "POST"])
@allow(*ADVISERS)
def decline(referral_id: int) -> Page:
    """Refuse with a reason; the need is routed again without this unit."""
    opened, form = open_referral(referral_id, Action.DECLINE), DeclineForm()
    letters = letters_in(opened.case.locale, opened.row.unit.unit)
    if form.validate_on_submit():
        reason = form.chosen_reason()
        letter = _letter(opened, letters[reason]) if form.letter.data else None
        try:
            decline_with_letter(referral_id, reason, form.note.data or "", letter, opened.actor)
        except DomainError as error:
            return _refused(error, form, form.note, "caseboard/decline.html", opened, letters=letters)
        flash(_("C’est refusé. Le dossier continue sans votre antenne."), "success")
        return redirect(url_for("caseboard.inbox"), 303)
    return _form_page("caseboard/decline.html", opened, form, letters=letters)


@bp.route("/orientations/<int:referral_id>/attendre", methods=["GET", "POST"])
@allow(*ADVISERS)
def wait_for(referral_id: int) -> Page:
    """Put aside until the owner or a partner moves, or a date comes."""
    opened, form = open_referral(referral_id, Action.WAIT), WaitForm()
    if form.validate_on_submit():
        on, until_on = form.chosen()
        try:
            wait(referral_id, on, until_on, opened.actor)
        except DomainError as error:
            return _refused(error, form, form.until_on, "caseboard/wait.html", opened)
        flash(_("C’est mis en attente."), "success")
        return redirect(case_url(opened.case.id), 303)
    return _form_page("caseboard/wait.html", opened, form)


@bp.route("/orientations/<int:referral_id>/terminer", methods=["GET", "POST"])
@allow(*ADVISERS)
def close(referral_id: int) -> Page:
    """End with an outcome; the page of the case offers to undo it."""
    opened, form = open_referral(referral_id, Action.CLOSE), CloseForm()
    if form.validate_on_submit():
        close_referral(referral_id, form.chosen_outcome(), form.note.data or "", opened.actor)
        return redirect(case_url(opened.case.id), 303)
    return _form_page("caseboard/close.html", opened, form)


@bp.route("/orientations/<int:referral_id>/retirer", methods=["GET", "POST"])
@allow(*COORDINATORS)
def withdraw_one(referral_id: int) -> Page:
    """A coordinator takes a referral back, and says why."""
    viewer = current_viewer()
    case = get_case(get_case_id_of(referral_id, viewer), viewer)
    need, row = referrals_by_id(case)[referral_id]
    opened, form = OpenReferral(case, need, row, person(viewer.user_id)), WithdrawReferralForm()
    if form.validate_on_submit():
        withdraw_referral(referral_id, form.note.data or "", opened.actor)
        flash(_("L’orientation est retirée : l’antenne en est prévenue."), "success")
        return redirect(case_url(case.id, f"need-{need.id}"), 303)
    return _form_page("caseboard/withdraw.html", opened, form)


def _letter(opened: OpenReferral, text: str) -> Draft:
    return Draft(opened.case.id, Audience.OWNER, text, opened.actor, opened.need.id, opened.row.id)


def _form_page(template: str, opened: OpenReferral, form: CareForm, **values: Any) -> tuple[str, int]:
    page = render_template(
        template, opened=opened, form=form, labels=labels, back=case_url(opened.case.id), **values
    )  # fmt: skip
    return page, 422 if request.method == "POST" else 200


def _refused(
    error: DomainError, form: CareForm, field: Any, template: str, opened: OpenReferral, **values: Any
) -> Page:
    """The use case said no: beside the field, unless somebody else was faster."""
    if isinstance(error, Conflict):
        raise error
    field.errors = [message_of(error)]
    return _form_page(template, opened, form, **values)
