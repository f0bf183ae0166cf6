"""Acting on a need at the triage desk: refer it by hand, or end it."""

from flask import flash, redirect, render_template, request, url_for

from care_triage.accounts.session import current_viewer
from care_triage.caseboard import labels
from care_triage.caseboard.desk_forms import ROLE_HINTS, EndNeedForm, ReferForm
from care_triage.caseboard.queries.desk import answers_of
from care_triage.caseboard.queries.needs import OpenNeed, get_need
from care_triage.caseboard.routes.blueprint import COORDINATORS, Page, bp
from care_triage.caseboard.routes.hand_on import UnitPicker, pick_units, plan_by_hand
from care_triage.caseboard.service.end_at_desk import end_at_desk
from care_triage.caseboard.subjects import subject_label
from care_triage.caseboard.why_need import competence_lines, wanted_kinds
from care_triage.cases.errors import AlreadyLed, NotAllowedNow
from care_triage.cases.service.refer import refer_by_hand
from care_triage.cases.types import ACTIVE, Origin, ReferralRole, Status, person
from care_triage.partners.queries import get_unit
from care_triage.partners.types import Kind
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _


@bp.route("/besoins/<int:need_id>/orienter", methods=["GET", "POST"])
@allow(*COORDINATORS)
def refer(need_id: int) -> Page:
    """Choose a unit, its role, and say why."""
    viewer = current_viewer()
    opened, form = get_need(need_id, viewer), ReferForm()
    picker = pick_units(opened.case, opened.need, form.unit, _kind_to_try(opened))
    if not form.is_submitted():
        form.role.data = ReferralRole.SUPPORT if _is_led(opened) else ReferralRole.LEAD
    if form.validate_on_submit():
        plan = plan_by_hand(form.unit.data, form.chosen_role(), Origin.HAND, form.reason.data)
        try:
            refer_by_hand(need_id, plan, person(viewer.user_id))
        except AlreadyLed as error:
            form.role.errors = [message_of(error)]
        else:
            flash(_("Le besoin est confié à %(unit)s.", unit=get_unit(plan.unit_id).name), "success")
            return redirect(url_for("caseboard.desk"), 303)
    return _refer_page(opened, form, picker)


@bp.route("/besoins/<int:need_id>/terminer", methods=["GET", "POST"])
@allow(*COORDINATORS)
def end(need_id: int) -> Page:
    """End a need that waits at the desk, with its outcome and a word to the owner."""
    viewer = current_viewer()
    opened, form = get_need(need_id, viewer), EndNeedForm()
    if opened.need.status is not Status.DESK:
        raise NotAllowedNow
    if form.validate_on_submit():
        actor = person(viewer.user_id)
        end_at_desk(opened.case.id, need_id, form.chosen_outcome(), form.words.data or "", actor)
        flash(_("Le besoin est terminé."), "success")
        return redirect(url_for("caseboard.desk"), 303)
    page = render_template(
        "caseboard/end_need.html", opened=opened, form=form, labels=labels, subject=subject_label(opened.need.subject)
    )
    return page, 422 if form.is_submitted() else 200


def _kind_to_try(opened: OpenNeed) -> str:
    """The first kind of partner that the rules wanted and that has not answered yet; else the collective's own."""
    asked = {row.unit.kind for row in opened.need.referrals}
    return next((kind for kind in wanted_kinds(opened.need.id) if kind not in asked), Kind.HUMAN)


def _heard(opened: OpenNeed) -> frozenset[int]:
    return frozenset(row.unit.unit_id for row in opened.need.referrals if row.status not in ACTIVE)


def _is_led(opened: OpenNeed) -> bool:
    return any(row.role is ReferralRole.LEAD and row.status in ACTIVE for row in opened.need.referrals)


def _hints(picker: UnitPicker, heard: frozenset[int]) -> dict[int, str]:
    said = _("A déjà répondu sans prendre ce besoin.")
    return {unit_id: f"{hint} {said}" if unit_id in heard else hint for unit_id, hint in picker.hints.items()}


def _refer_page(opened: OpenNeed, form: ReferForm, picker: UnitPicker) -> Page:
    page = render_template(
        "caseboard/refer.html", opened=opened, form=form, picker=picker, role_hints=ROLE_HINTS, labels=labels,
        subject=subject_label(opened.need.subject), answers=answers_of([opened.need.id])[opened.need.id],
        trace=competence_lines(picker.search.kind.data, opened.case.commune, _heard(opened)),
        unit_hints=_hints(picker, _heard(opened)),
    )  # fmt: skip
    return page, 422 if request.method == "POST" else 200
