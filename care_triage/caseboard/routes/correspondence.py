"""Words and files of a case, each for one audience."""

import io

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, send_file

from care_triage.accounts.session import current_viewer
from care_triage.accounts.types import Viewer
from care_triage.caseboard.addressees import may_write, prepare, speaking_for
from care_triage.caseboard.case_sheet import CaseSheet
from care_triage.caseboard.errors import AnsweredMeanwhile
from care_triage.caseboard.forms import AddressedForm, DocumentForm, MessageForm
from care_triage.caseboard.history import news_entries
from care_triage.caseboard.routes.blueprint import ADVISERS, CASE_READERS, COORDINATORS, Page, bp
from care_triage.caseboard.routes.case_page import DOCUMENT_PREFIX, case_url, render_case, sheet_of
from care_triage.caseboard.service.write_message import write_message
from care_triage.cases.errors import NotYours
from care_triage.cases.queries.case_view import get_case
from care_triage.cases.queries.documents import get_document
from care_triage.cases.service.correspond import add_document
from care_triage.cases.types import Audience, Draft, person
from care_triage.infra import files
from care_triage.infra.errors import DomainError
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _, lazy

_SENT = {
    Audience.OWNER: lazy("Votre message est envoyé au dirigeant."),
    Audience.PARTNERS: lazy("Votre message est partagé avec les partenaires du dossier."),
    Audience.UNIT: lazy("Votre note est gardée pour votre antenne."),
}


@bp.post("/dossiers/<int:case_id>/messages")
@allow(*ADVISERS, *COORDINATORS)
def write(case_id: int) -> Page:
    """A message to the owner, to the partners of the case, or to one's own unit only."""
    viewer = current_viewer()
    case, form = get_case(case_id, viewer), MessageForm()
    sheet = _writable(sheet_of(case, viewer), form, viewer)
    if not form.validate_on_submit():
        return render_case(case, viewer, message=form), 422
    seen = form.seen()
    try:
        write_message(_draft(form, sheet, viewer, form.body.data or ""), seen, viewer)
    except AnsweredMeanwhile as error:
        fresh = get_case(case_id, viewer)
        news = news_entries(fresh, seen, viewer.user_id)
        return render_case(fresh, viewer, message=form, news=news), error.status
    flash(str(_SENT[form.chosen_audience()]), "success")
    return redirect(case_url(case_id, "messages-title"), 303)


@bp.post("/dossiers/<int:case_id>/documents")
@allow(*ADVISERS, *COORDINATORS)
def add_file(case_id: int) -> Page:
    """A file, recognised by its content, for one audience."""
    viewer = current_viewer()
    case, form = get_case(case_id, viewer), DocumentForm(prefix=DOCUMENT_PREFIX)
    sheet = _writable(sheet_of(case, viewer), form, viewer)
    if not form.validate_on_submit():
        return render_case(case, viewer, document=form), 422
    upload = form.document.data
    try:
        add_document(_draft(form, sheet, viewer, ""), upload.filename or "", upload.stream)
    except DomainError as error:
        form.document.errors = [message_of(error)]
        return render_case(case, viewer, document=form), error.status
    flash(_("Le document est ajouté."), "success")
    return redirect(case_url(case_id, "documents"), 303)


@bp.get("/dossiers/<int:case_id>/documents/<int:document_id>")
@allow(*CASE_READERS)
def document(case_id: int, document_id: int) -> FlaskResponse:
    """A document that the viewer may open, always as a download."""
    found = get_document(document_id, current_viewer())
    if found.case_id != case_id:
        abort(404)
    try:
        content = files.read(found.storage_key)
    except FileNotFoundError:
        abort(404)
    return send_file(io.BytesIO(content), found.media_type, as_attachment=True, download_name=found.name, max_age=0)


def _writable(sheet: CaseSheet, form: AddressedForm, viewer: Viewer) -> CaseSheet:
    """The sheet, once the viewer may add to it: 403 for somebody who only looks on."""
    if not may_write(sheet, viewer):
        raise NotYours
    prepare(form, sheet, viewer)
    return sheet


def _draft(form: AddressedForm, sheet: CaseSheet, viewer: Viewer, body: str) -> Draft:
    """What was written, in the name of the referral it is about."""
    about = form.about.data if form.about else None
    own = next((own for own in speaking_for(sheet, viewer) if own.row.id == about), None)
    if own is None:
        return Draft(sheet.case.id, form.chosen_audience(), body, person(viewer.user_id))
    return Draft(
        sheet.case.id,
        form.chosen_audience(),
        body,
        person(viewer.user_id, own.row.unit.unit_id),
        own.need.id,
        own.row.id,
    )
