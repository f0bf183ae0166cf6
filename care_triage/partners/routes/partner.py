"""One partner: read by everyone who signed in, changed by those who manage it."""

from flask import render_template
from werkzeug.wrappers import Response

from care_triage.accounts.session import current_viewer
from care_triage.partners import queries, service
from care_triage.partners.errors import ChangedMeanwhile, SlugTaken
from care_triage.partners.forms import PartnerForm
from care_triage.partners.policy import may_manage_directory, may_manage_partner
from care_triage.partners.routes.blueprint import DIRECTORY, PARTNERS, bp, to_partner
from care_triage.partners.routes.refusal import refuse
from care_triage.web.access import SignedIn, allow
from care_triage.web.i18n import _


@bp.get("/<int:partner_id>")
@allow(SignedIn)
def partner(partner_id: int) -> str:
    """What it does, its units, who manages it."""
    viewer = current_viewer()
    return render_template(
        "partners/partner.html",
        partner=queries.get_partner_page(partner_id),
        managers=queries.managers_of_partner(partner_id),
        manager=may_manage_partner(viewer, partner_id),
        directory_manager=may_manage_directory(viewer),
    )


@bp.route("/nouveau", methods=["GET", "POST"])
@allow(*DIRECTORY)
def new_partner() -> Response | str | tuple[str, int]:
    """Add a partner to the directory."""
    form = PartnerForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            partner_id = service.save_partner(current_viewer(), form.to_command())
        except SlugTaken as error:
            status = refuse(form, error)
        else:
            return to_partner(partner_id, _("Le partenaire est ajouté. Ajoutez maintenant ses antennes."))
    return render_template("partners/partner_form.html", form=form, page=None), status


@bp.route("/<int:partner_id>/modifier", methods=["GET", "POST"])
@allow(*PARTNERS)
def edit_partner(partner_id: int) -> Response | str | tuple[str, int]:
    """Change what the directory says of a partner."""
    page = queries.get_partner_page(partner_id)
    form = PartnerForm(obj=page.fields, version=page.version)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            service.save_partner(current_viewer(), form.to_command(), partner_id, form.shown_version())
        except (SlugTaken, ChangedMeanwhile) as error:
            status = refuse(form, error, page.version)
        else:
            return to_partner(partner_id, _("Le partenaire est enregistré."))
    return render_template("partners/partner_form.html", form=form, page=page), status


@bp.post("/<int:partner_id>/retirer")
@allow(*DIRECTORY)
def retire_partner(partner_id: int) -> Response:
    """Take it out of the directory."""
    service.retire_partner(current_viewer(), partner_id)
    return to_partner(partner_id, _("Le partenaire est retiré : aucune de ses antennes ne recevra de nouveau dossier."))


@bp.post("/<int:partner_id>/reprendre")
@allow(*DIRECTORY)
def reopen_partner(partner_id: int) -> Response:
    """Bring it back."""
    service.reopen_partner(current_viewer(), partner_id)
    return to_partner(partner_id, _("Le partenaire est de nouveau dans l’annuaire."))
