"""Appointments, for advisers: offer moments to the owner, call one off, put it in a calendar."""

from flask import Response, flash, redirect, render_template, request

from care_triage.accounts.session import current_viewer
from care_triage.caseboard.appointment_forms import AppointmentForm
from care_triage.caseboard.routes.blueprint import ADVISERS, CASE_READERS, Page, bp
from care_triage.caseboard.routes.case_page import case_url
from care_triage.caseboard.routes.open_referral import open_active_referral, own_referral
from care_triage.cases.calendar import calendar_file
from care_triage.cases.calendar_event import calendar_event
from care_triage.cases.companion_types import AppointmentRow
from care_triage.cases.errors import AppointmentOver
from care_triage.cases.queries.appointments import appointments_for
from care_triage.cases.service.appointments import offer_appointment
from care_triage.cases.service.end_appointments import cancel_appointment
from care_triage.infra.errors import DomainError
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _


@bp.route("/orientations/<int:referral_id>/rendez-vous", methods=["GET", "POST"])
@allow(*ADVISERS)
def offer_slots(referral_id: int) -> Page:
    """Up to five moments; the owner chooses one, or says that none suits."""
    opened, form = open_active_referral(referral_id), AppointmentForm()
    status = 200
    if form.validate_on_submit():
        try:
            offer_appointment(referral_id, form.offer(), opened.actor)
        except DomainError as error:
            form.form_errors.append(message_of(error))
            status = error.status
        else:
            flash(_("C’est proposé : le dirigeant reçoit un mail et choisit sur sa page."), "success")
            return redirect(case_url(opened.case.id, "appointments"), 303)
    elif request.method == "POST":
        status = 422
    return render_template(
        "caseboard/offer_slots.html", opened=opened, form=form, back=case_url(opened.case.id)
    ), status


@bp.post("/dossiers/<int:case_id>/rendez-vous/<int:appointment_id>/annuler")
@allow(*ADVISERS)
def cancel_slots(case_id: int, appointment_id: int) -> Page:
    """Call off one's unit's appointment, or take its moments back."""
    row = _row(case_id, appointment_id)
    _case, actor = own_referral(row.referral_id)
    cancel_appointment(case_id, appointment_id, actor)
    flash(_("C’est annulé. Le dirigeant est prévenu s’il avait choisi."), "success")
    return redirect(case_url(case_id), 303)


@bp.get("/dossiers/<int:case_id>/rendez-vous/<int:appointment_id>.ics")
@allow(*CASE_READERS)
def calendar_of(case_id: int, appointment_id: int) -> Response:
    """The appointment for any calendar."""
    row = _row(case_id, appointment_id)
    if not row.is_booked:
        raise AppointmentOver
    answer = Response(calendar_file(calendar_event(row)), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="rendez-vous.ics"'
    return answer


def _row(case_id: int, appointment_id: int) -> AppointmentRow:
    rows = appointments_for(case_id, current_viewer())
    found = next((row for row in rows if row.id == appointment_id), None)
    if found is None:
        raise AppointmentOver
    return found
