"""Handing a need to another unit: transfer it, or ask for help beside one's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from wtforms.fields import RadioField

from care_triage.caseboard.case_sheet import units_at_work
from care_triage.caseboard.forms import AddPartnerForm, TransferForm, UnitSearchForm
from care_triage.caseboard.queries.unit_choice import UnitOption, units_to_choose
from care_triage.caseboard.routes.blueprint import ADVISERS, Page, bp
from care_triage.caseboard.routes.case_page import case_url
from care_triage.caseboard.routes.open_referral import OpenReferral, open_active_referral, open_referral
from care_triage.cases.policy import Action
from care_triage.cases.queries.rows import CaseView, NeedRow
from care_triage.cases.service.answer_referral import transfer_referral
from care_triage.cases.service.refer import refer_by_hand
from care_triage.cases.types import Origin, PlannedReferral, ReferralRole
from care_triage.partners.queries import get_unit
from care_triage.partners.types import Kind
from care_triage.web.access import allow
from care_triage.web.i18n import _

# Working hours to the first answer where neither a rule nor the unit promises its own.
ANSWER_HOURS = 16


@dataclass(frozen=True)
class UnitPicker:
    """The units found for what was searched, and the form that searches."""

    search: UnitSearchForm
    options: Sequence[UnitOption]
    asked: bool

    @property
    def hints(self) -> dict[int, str]:
        """What is said under each unit."""
        return {option.card.unit_id: _hint(option) for option in self.options}


@bp.route("/orientations/<int:referral_id>/transferer", methods=["GET", "POST"])
@allow(*ADVISERS)
def transfer(referral_id: int) -> Page:
    """Ownership moves to another unit, with a reason."""
    opened, form = open_referral(referral_id, Action.TRANSFER), TransferForm()
    picker = pick_units(opened.case, opened.need, form.unit, opened.row.unit.kind)
    if form.validate_on_submit():
        transfer_referral(
            referral_id, plan_by_hand(form.unit.data, opened.row.role, Origin.TRANSFER, form.reason.data), opened.actor
        )
        flash(_("C’est transféré à %(unit)s.", unit=get_unit(form.unit.data).name), "success")
        return redirect(case_url(opened.case.id), 303)
    return _page("caseboard/transfer.html", opened, form, picker)


@bp.route("/orientations/<int:referral_id>/ajouter", methods=["GET", "POST"])
@allow(*ADVISERS)
def add_partner(referral_id: int) -> Page:
    """Another unit gets a referral of its own, in support; the lead does not move."""
    opened, form = open_active_referral(referral_id), AddPartnerForm()
    picker = pick_units(opened.case, opened.need, form.unit, "")
    if form.validate_on_submit():
        plan = plan_by_hand(form.unit.data, ReferralRole.SUPPORT, Origin.ADDED, form.reason.data)
        refer_by_hand(opened.need.id, plan, opened.actor)
        flash(_("C’est envoyé à %(unit)s, en appui.", unit=get_unit(form.unit.data).name), "success")
        return redirect(case_url(opened.case.id, f"need-{opened.need.id}"), 303)
    return _page("caseboard/add_partner.html", opened, form, picker)


def pick_units(case: CaseView, need: NeedRow, field: RadioField, default_kind: str) -> UnitPicker:
    """Search units as the address asks, and offer them in `field`; those at work on the need are left out."""
    search = UnitSearchForm.with_kinds(request.args)
    if "kind" not in request.args:
        search.kind.data = default_kind
    wanted = search.kind.data if search.kind.data in set(Kind) else None
    kind = Kind(wanted) if wanted else None
    options = units_to_choose(case.commune, kind, search.text.data or "", units_at_work(need))
    field.choices = [(option.card.unit_id, _name(option)) for option in options]
    return UnitPicker(search, options, asked=kind is not None or bool(search.text.data))


def plan_by_hand(unit_id: int, role: ReferralRole, origin: Origin, note: str | None) -> PlannedReferral:
    """A referral that a person decides on, answered in the time that the unit promises."""
    card = get_unit(unit_id)
    return PlannedReferral(unit_id, role, 60 * (card.first_answer_hours or ANSWER_HOURS), card.hours, origin, note=note)


def _name(option: UnitOption) -> str:
    card = option.card
    return card.name if card.partner_name.lower() in card.name.lower() else f"{card.name} ({card.partner_name})"


def _hint(option: UnitOption) -> str:
    covers = _("Compétente pour cette commune.") if option.competent else _("Ne couvre pas cette commune.")
    return " ".join((covers, _("Absente en ce moment."))) if option.away else covers


def _page(template: str, opened: OpenReferral, form: TransferForm | AddPartnerForm, picker: UnitPicker) -> Page:
    page = render_template(template, opened=opened, form=form, picker=picker, back=case_url(opened.case.id))
    return page, 422 if request.method == "POST" else 200
