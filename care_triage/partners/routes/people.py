"""Who works in a unit, who manages a partner."""

from flask import render_template
from werkzeug.wrappers import Response

from care_triage.accounts.errors import InvalidPerson
from care_triage.accounts.session import current_viewer
from care_triage.accounts.types import Role
from care_triage.infra import clock
from care_triage.partners import queries, service
from care_triage.partners.forms import MemberForm
from care_triage.partners.policy import grantable_unit_roles
from care_triage.partners.routes.blueprint import DIRECTORY, UNITS, bp, to_partner, to_unit
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _


@bp.route("/antennes/<int:unit_id>/personnes", methods=["GET", "POST"])
@allow(*UNITS)
def add_person(unit_id: int) -> Response | str | tuple[str, int]:
    """Give somebody a role in a unit."""
    viewer, page = current_viewer(), queries.get_unit_page(unit_id, clock.today())
    form = MemberForm().offer(grantable_unit_roles(viewer, unit_id, page.card.partner_id))
    if form.validate_on_submit():
        try:
            service.add_person_to_unit(viewer, unit_id, form.name.data, form.email.data, Role(form.role.data))
        except InvalidPerson as error:
            form.email.errors = [message_of(error)]
        else:
            return to_unit(unit_id, _("%(name)s rejoint l’antenne.", name=form.name.data))
    return render_template("partners/member_form.html", form=form, page=page), 422 if form.is_submitted() else 200


@bp.post("/antennes/<int:unit_id>/personnes/<int:person_id>/<any(adviser, unit_manager):role>/retirer")
@allow(*UNITS)
def remove_person(unit_id: int, person_id: int, role: str) -> Response:
    """Take a role in a unit back."""
    service.remove_person_from_unit(current_viewer(), unit_id, person_id, Role(role))
    return to_unit(unit_id, _("Cette personne ne travaille plus dans l’antenne. Son compte reste ouvert."))


@bp.route("/<int:partner_id>/responsables", methods=["GET", "POST"])
@allow(*DIRECTORY)
def add_manager(partner_id: int) -> Response | str | tuple[str, int]:
    """Let somebody manage every unit of a partner."""
    viewer, partner = current_viewer(), queries.get_partner_page(partner_id)
    form = MemberForm().offer([Role.PARTNER_MANAGER])
    if form.validate_on_submit():
        try:
            service.add_partner_manager(viewer, partner_id, form.name.data, form.email.data)
        except InvalidPerson as error:
            form.email.errors = [message_of(error)]
        else:
            return to_partner(partner_id, _("%(name)s gère désormais ce partenaire.", name=form.name.data))
    return render_template(
        "partners/manager_form.html", form=form, partner=partner
    ), 422 if form.is_submitted() else 200


@bp.post("/<int:partner_id>/responsables/<int:person_id>/retirer")
@allow(*DIRECTORY)
def remove_manager(partner_id: int, person_id: int) -> Response:
    """Somebody no longer manages the partner."""
    service.remove_partner_manager(current_viewer(), partner_id, person_id)
    return to_partner(partner_id, _("Cette personne ne gère plus ce partenaire. Son compte reste ouvert."))
