"""One unit: read by everyone who signed in, changed by those who manage it."""

from flask import render_template
from werkzeug.wrappers import Response

from care_triage.accounts.queries import people_of_units
from care_triage.accounts.session import current_viewer
from care_triage.infra import clock
from care_triage.partners import queries, service
from care_triage.partners.errors import ChangedMeanwhile, SlugTaken
from care_triage.partners.forms import UnitForm, UnitTermsForm
from care_triage.partners.policy import grantable_unit_roles, may_manage_directory, may_manage_partner, may_manage_unit
from care_triage.partners.routes.blueprint import PARTNERS, UNITS, bp, to_unit
from care_triage.partners.routes.refusal import refuse
from care_triage.web.access import SignedIn, allow
from care_triage.web.i18n import _


@bp.get("/antennes/<int:unit_id>")
@allow(SignedIn)
def unit(unit_id: int) -> str:
    """Where it works, when, for whom, and with whom."""
    page, viewer = queries.get_unit_page(unit_id, clock.today()), current_viewer()
    return render_template(
        "partners/unit.html",
        page=page,
        people=people_of_units([unit_id]),
        removable=grantable_unit_roles(viewer, unit_id, page.card.partner_id),
        manager=may_manage_unit(viewer, unit_id, page.card.partner_id),
        partner_manager=may_manage_partner(viewer, page.card.partner_id),
        directory_manager=may_manage_directory(viewer),
    )


@bp.route("/<int:partner_id>/antennes/nouvelle", methods=["GET", "POST"])
@allow(*PARTNERS)
def new_unit(partner_id: int) -> Response | str | tuple[str, int]:
    """Add a unit to a partner."""
    partner, form = queries.get_partner_page(partner_id), UnitForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            unit_id = service.save_unit(current_viewer(), partner_id, form.to_command())
        except SlugTaken as error:
            status = refuse(form, error)
        else:
            return to_unit(unit_id, _("L’antenne est ajoutée. Dites maintenant ce qu’elle couvre."))
    return render_template("partners/unit_form.html", form=form, partner=partner, page=None), status


@bp.route("/antennes/<int:unit_id>/modifier", methods=["GET", "POST"])
@allow(*PARTNERS)
def edit_unit(unit_id: int) -> Response | str | tuple[str, int]:
    """Change everything the directory says of a unit."""
    page = queries.get_unit_page(unit_id, clock.today())
    form = UnitForm(obj=page.fields, version=page.version)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        viewer, partner_id = current_viewer(), page.card.partner_id
        try:
            service.save_unit(viewer, partner_id, form.to_command(), unit_id, form.shown_version())
        except (SlugTaken, ChangedMeanwhile) as error:
            status = refuse(form, error, page.version)
        else:
            return to_unit(unit_id, _("L’antenne est enregistrée."))
    return render_template("partners/unit_form.html", form=form, page=page), status


@bp.route("/antennes/<int:unit_id>/horaires", methods=["GET", "POST"])
@allow(*UNITS)
def adjust_unit(unit_id: int) -> Response | str | tuple[str, int]:
    """What a unit's own manager sets: hours, capacity, where it is reached."""
    page = queries.get_unit_page(unit_id, clock.today())
    form = UnitTermsForm(obj=page.fields, version=page.version)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            service.adjust_unit(current_viewer(), unit_id, form.to_terms(), form.shown_version())
        except ChangedMeanwhile as error:
            status = refuse(form, error, page.version)
        else:
            return to_unit(unit_id, _("Les horaires et la capacité sont enregistrés."))
    return render_template("partners/unit_terms_form.html", form=form, page=page), status


@bp.post("/antennes/<int:unit_id>/fermer")
@allow(*PARTNERS)
def retire_unit(unit_id: int) -> Response:
    """Close it; what it has stays with it."""
    service.retire_unit(current_viewer(), unit_id)
    return to_unit(unit_id, _("L’antenne est fermée : elle ne recevra plus de dossier et garde ceux qu’elle a."))


@bp.post("/antennes/<int:unit_id>/rouvrir")
@allow(*PARTNERS)
def reopen_unit(unit_id: int) -> Response:
    """Open it again."""
    service.reopen_unit(current_viewer(), unit_id)
    return to_unit(unit_id, _("L’antenne est de nouveau ouverte."))
