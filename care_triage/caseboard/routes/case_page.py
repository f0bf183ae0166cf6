"""The page of a case: story, what is asked and why, needs, messages, documents, history."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from care_triage.accounts.session import current_viewer
from care_triage.accounts.types import Viewer
from care_triage.caseboard import labels
from care_triage.caseboard.addressees import audience_hints, may_write, prepare, speaking_for
from care_triage.caseboard.canned import answers_for, canned_body
from care_triage.caseboard.case_sheet import CaseSheet, case_sheet, is_close
from care_triage.caseboard.due_time import HowDue, how_due
from care_triage.caseboard.forms import DocumentForm, MessageForm
from care_triage.caseboard.help_today import help_today
from care_triage.caseboard.history import HistoryEntry, history_entries, last_event
from care_triage.caseboard.legal_dates import dates_of_case, fact_label
from care_triage.caseboard.queries.due_times import latest_clocks
from care_triage.caseboard.queries.entry import entry_of_case
from care_triage.caseboard.queries.unread import find_last_read_at, other_readers
from care_triage.caseboard.routes.blueprint import CASE_READERS, PARTNER_PEOPLE, bp
from care_triage.caseboard.subjects import facts_in_words, subject_label
from care_triage.caseboard.why import why_here
from care_triage.cases.labels import BUSINESS_NAMES, USEFUL_NAMES, place_of
from care_triage.cases.queries.afterwards import find_erasure, find_followed
from care_triage.cases.queries.appointments import appointments_for
from care_triage.cases.queries.case_view import find_case_id, get_case
from care_triage.cases.queries.merged import leads_to
from care_triage.cases.queries.opinions import opinions_of
from care_triage.cases.queries.rows import CaseView
from care_triage.cases.service.reads import record_read
from care_triage.infra import clock
from care_triage.partners.queries import unit_ids_of_partners
from care_triage.territory.identifiers import display_phone, display_siret
from care_triage.web.access import allow

# Two forms on one page: their fields keep names of their own.
DOCUMENT_PREFIX = "document-"


@bp.get("/dossiers/<int:case_id>", endpoint="case")
@allow(*CASE_READERS)
def show_case(case_id: int) -> str | Response:
    """One case; opening it is remembered."""
    viewer = current_viewer()
    if (one := leads_to(case_id)) != case_id and find_case_id(get_case(case_id, viewer).reference, viewer):
        # Merged: both lead to the one that goes on.
        return redirect(case_url(one))
    page = render_case(get_case(case_id, viewer), viewer)
    record_read(case_id, viewer.user_id)
    return page


def case_url(case_id: int, anchor: str | None = None) -> str:
    """The page of a case."""
    return url_for("caseboard.case", case_id=case_id, _anchor=anchor)


def sheet_of(case: CaseView, viewer: Viewer) -> CaseSheet:
    """The case in the viewer's words: theirs are the referrals of their units, or of the partners they manage."""
    return case_sheet(case, viewer, viewer.unit_ids | unit_ids_of_partners(viewer.partner_ids), clock.now())


def render_case(
    case: CaseView,
    viewer: Viewer,
    message: MessageForm | None = None,
    document: DocumentForm | None = None,
    news: Sequence[HistoryEntry] = (),
) -> str:
    """The page of a case, with the forms as they were sent when one was refused."""
    sheet, entries = sheet_of(case, viewer), history_entries(case)
    message, document = (
        message or MessageForm(formdata=None),
        document or DocumentForm(formdata=None, prefix=DOCUMENT_PREFIX),
    )
    message.seen_event.data = str(last_event(entries))
    for form in (message, document):
        prepare(form, sheet, viewer)
    first = next(iter(speaking_for(sheet, viewer)), None)
    if request.method == "GET":
        message.body.data = canned_body(request.args.get("modele"), first, sheet, viewer)
    return render_template(
        "caseboard/case.html", case=case, sheet=sheet, message_form=message, document_form=document, news=news,
        form=message if message.errors else document, history=entries, facts=facts_in_words(case.facts or {}, sensitive=case.distress),
        may_write=may_write(sheet, viewer), hints=audience_hints(sheet, viewer), viewer=viewer,
        help=help_today(case), entry=entry_of_case(case.id, viewer, shown=case.contact is not None), why=why_here(sheet, everything=viewer.is_coordinator), due=_due_times(sheet),
        canned=answers_for(first),
        last_read_at=find_last_read_at(case.id, viewer.user_id), others=other_readers(case.id, viewer),
        subject_label=subject_label, is_close=lambda due_on: is_close(due_on, clock.today()), labels=labels,
        legal=dates_of_case(sheet.needs), fact_label=fact_label, today=clock.today(),
        appointments=appointments_for(case.id, viewer), place_of=place_of, erasure=find_erasure(case.id),
        followed=find_followed(case.id, viewer), opinions=opinions_of(case.id, all_words=viewer.is_coordinator) if case.story is not None else (),
        useful_names=USEFUL_NAMES, business_names=BUSINESS_NAMES,
        display_phone=display_phone, display_siret=display_siret, may_use_inbox=viewer.has(*PARTNER_PEOPLE),
    )  # fmt: skip


def _due_times(sheet: CaseSheet) -> dict[int, HowDue]:
    """How the due time of each referral of the viewer was computed; of every one for a coordinator."""
    rows = [own.row for own in sheet.active_own] or [
        row for need in sheet.needs for row in need.referrals if sheet.is_coordinator and row.due_at
    ]
    clocks = latest_clocks([row.id for row in rows])
    return {row.id: how_due(clocks[row.id], row.hours, row.due_at) for row in rows if row.id in clocks}
