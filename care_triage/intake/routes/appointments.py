"""Appointments, for their owner: choose a moment, or none, call it off, put it in a calendar.

The link to an appointment opens nothing else of the case; the link to the whole page opens appointments too.
"""

from flask import Response, flash, redirect, render_template, url_for

from care_triage.cases.calendar import calendar_file
from care_triage.cases.calendar_event import calendar_event
from care_triage.cases.companion_types import AppointmentRow
from care_triage.cases.errors import AppointmentOver
from care_triage.cases.labels import place_of
from care_triage.cases.links import Scope
from care_triage.cases.queries.appointments import get_appointment, open_appointments
from care_triage.cases.queries.rows import CaseView
from care_triage.cases.service.end_appointments import cancel_appointment
from care_triage.cases.types import (
    OWNER,
)
from care_triage.infra.errors import DomainError
from care_triage.intake.owner_forms import NoSlotForm, SlotForm
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.owner_link import case_in_scope
from care_triage.intake.routes.pages import Page, help_lines
from care_triage.intake.service.answer import choose_moment, decline_moments
from care_triage.web.access import Owner, allow
from care_triage.web.dates import absolute
from care_triage.web.errors import message_of
from care_triage.web.i18n import _
from care_triage.web.limits import limit


@bp.get("/rendez-vous/<token>")
@allow(Owner)
def appointments(token: str) -> str:
    """What is offered and what is to come."""
    case, is_page = _case(token)
    return _show(token, case, is_page)


@bp.post("/rendez-vous/<token>/<int:appointment_id>/choisir")
@allow(Owner)
@limit("60/hour")
def choose(token: str, appointment_id: int) -> Page:
    """Take one of the moments."""
    case, is_page = _case(token)
    form = slot_form(get_appointment(appointment_id, case.id), _row(case, appointment_id))
    if not form.validate_on_submit():
        return _show(token, case, is_page, {appointment_id: form}), 422
    try:
        choose_moment(case.id, appointment_id, form.slot.data)
    except DomainError as error:
        flash(message_of(error), "warning")
        return _back(token, is_page)
    flash(_("Votre rendez-vous est fixé. Un mail vous le confirme, avec de quoi l’ajouter à votre agenda."), "success")
    return _back(token, is_page)


@bp.post("/rendez-vous/<token>/<int:appointment_id>/aucun")
@allow(Owner)
@limit("60/hour")
def choose_none(token: str, appointment_id: int) -> Page:
    """None suits; a few words say what would."""
    case, is_page = _case(token)
    form = NoSlotForm()
    if not form.validate_on_submit():
        return _show(token, case, is_page), 422
    try:
        decline_moments(case.id, appointment_id, form.words.data or "")
    except DomainError as error:
        flash(message_of(error), "warning")
    else:
        flash(_("C’est noté. La personne qui vous suit est prévenue et vous proposera autre chose."), "success")
    return _back(token, is_page)


@bp.post("/rendez-vous/<token>/<int:appointment_id>/annuler")
@allow(Owner)
@limit("60/hour")
def call_off_appointment(token: str, appointment_id: int) -> Page:
    """Something came up: no reason is asked."""
    case, is_page = _case(token)
    cancel_appointment(case.id, appointment_id, OWNER)
    flash(_("Le rendez-vous est annulé, et l’autre personne prévenue. Votre dossier, lui, continue."), "success")
    return _back(token, is_page)


@bp.get("/rendez-vous/<token>/<int:appointment_id>.ics")
@allow(Owner)
def appointment_file(token: str, appointment_id: int) -> Response:
    """The appointment for any calendar."""
    case, _is_page = _case(token)
    row = get_appointment(appointment_id, case.id)
    if not row.is_booked:
        raise AppointmentOver
    answer = Response(calendar_file(calendar_event(row)), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="rendez-vous.ics"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def slot_form(row: AppointmentRow, opened: AppointmentRow | None = None) -> SlotForm:
    """The form that offers the free moments of an appointment, kept apart from others on the page by its name."""
    form = SlotForm(prefix=f"rdv{row.id}-")
    form.offer([(slot.id, absolute(slot.starts_at)) for slot in (opened or row).slots if slot.free])
    return form


def _row(case: CaseView, appointment_id: int) -> AppointmentRow | None:
    return next((row for row in open_appointments(case.id) if row.id == appointment_id), None)


def _case(token: str) -> tuple[CaseView, bool]:
    return case_in_scope(token, Scope.APPOINTMENT)


def _show(token: str, case: CaseView, is_page: bool, forms: dict[int, SlotForm] | None = None) -> str:
    rows = open_appointments(case.id)
    offered = {row.id: (forms or {}).get(row.id) or slot_form(row) for row in rows}
    return render_template(
        "intake/appointments.html", case=case, token=token, appointments=rows, slot_forms=offered,
        no_slot=NoSlotForm(formdata=None), place_of=place_of, whole_page=is_page,
        form=next(iter((forms or {}).values()), None), **help_lines(),
    )  # fmt: skip


def _back(token: str, is_page: bool) -> Page:
    return redirect(url_for("intake.track" if is_page else "intake.appointments", token=token), 303)
