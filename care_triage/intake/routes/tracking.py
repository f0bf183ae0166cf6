"""The owner's page: where it stands, who has it, what next; messages, documents, withdrawal."""

import io

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, render_template, request, send_file, url_for

from care_triage.cases import links, policy
from care_triage.cases.queries.case_view import get_owner_case
from care_triage.cases.queries.documents import get_owner_document
from care_triage.cases.queries.rows import CaseView
from care_triage.cases.service.work_referral import withdraw_case
from care_triage.cases.types import Status
from care_triage.infra import clock, files
from care_triage.infra.errors import DomainError
from care_triage.intake.entry import entry_of
from care_triage.intake.forms import MessageForm, WithdrawForm
from care_triage.intake.owner_page import next_steps, owner_timeline
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.help_today import help_of_case
from care_triage.intake.routes.page_parts import page_parts
from care_triage.intake.routes.pages import Page, help_lines, status_of_form
from care_triage.intake.service.answer import send_words
from care_triage.triage.queries.explanations import explain_need
from care_triage.triage.queries.legal_dates import legal_dates_of
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.access import Owner, allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _, language
from care_triage.web.limits import limit


@bp.get("/suivi/<token>")
@allow(Owner)
def track(token: str) -> str:
    """The owner's private page."""
    case = _case(token)
    return _show(token, case, _message_form(case))


@bp.post("/suivi/<token>/message")
@allow(Owner)
@limit("60/hour")
def write(token: str) -> Page:
    """A message, a document, or both."""
    case = _case(token)
    form = _message_form(case)
    if not form.validate_on_submit():
        return _show(token, case, form), status_of_form()
    upload = form.document.data
    name, stream = (upload.filename, upload.stream) if upload and upload.filename else ("", None)
    try:
        send_words(case.id, form.body.data or "", name, stream, int(form.about.data) if form.about.choices else None)
    except DomainError as error:
        form.document.errors = [message_of(error)]
        return _show(token, case, form), error.status
    flash(_("C’est envoyé. Les personnes qui suivent votre dossier sont prévenues."), "success")
    return redirect(url_for("intake.track", token=token), 303)


def _message_form(case: CaseView) -> MessageForm:
    """The form, asking which need the words are about when a part of the case is confidential."""
    form = MessageForm()
    if case.confidential and len(case.needs) > 1:
        subjects = current_rule_set().document.subject_by_slug
        labels = {slug: subject.label(language()) for slug, subject in subjects.items()}
        form.offer([(need.id, labels.get(need.subject or "", need.subject or "")) for need in case.needs])
    return form


@bp.route("/suivi/<token>/retrait", methods=["GET", "POST"])
@allow(Owner)
def withdraw(token: str) -> Page:
    """Take the request back, after saying yes on a page of its own."""
    case, form = _case(token), WithdrawForm()
    if case.status in (Status.CLOSED, Status.WITHDRAWN):
        # A second press, or an old tab: the page says where the request stands.
        return redirect(url_for("intake.track", token=token), 303)
    if form.validate_on_submit():
        withdraw_case(case.id)
        flash(_("Votre demande est retirée. Les partenaires sont prévenus."), "success")
        return redirect(url_for("intake.track", token=token), 303)
    return render_template(
        "intake/withdraw.html", form=form, case=case, token=token, days=policy.REOPEN_DAYS, **help_lines()
    )


@bp.get("/suivi/<token>/document/<int:document_id>")
@allow(Owner)
def document(token: str, document_id: int) -> FlaskResponse:
    """A document shared with the owner, always as a download."""
    found = get_owner_document(document_id, _case(token).id)
    try:
        content = files.read(found.storage_key)
    except FileNotFoundError:
        abort(404)
    answer = send_file(io.BytesIO(content), found.media_type, as_attachment=True, download_name=found.name)
    # Left on no shared computer, kept by no proxy.
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _case(token: str) -> CaseView:
    return get_owner_case(links.read_owner_token(token))


def _show(token: str, case: CaseView, form: MessageForm) -> str:
    entry = entry_of(links.read_owner_token(token))
    return render_template(
        "intake/track.html", form=form, case=case, token=token, is_new="nouveau" in request.args,
        document=current_rule_set().document, steps=next_steps(case, held=entry.is_held), timeline=owner_timeline(case),
        why={need.id: explain_need(need.id, language()) for need in case.needs}, help=help_of_case(case),
        entry=entry, **page_parts(case), today=clock.today(), legal={need.id: legal_dates_of(need) for need in case.needs}, **help_lines(),
    )  # fmt: skip
