"""When a unit is away."""

from flask import render_template
from werkzeug.wrappers import Response

from care_triage.accounts.session import current_viewer
from care_triage.infra import clock
from care_triage.partners import queries, service
from care_triage.partners.errors import EndsBeforeItBegins
from care_triage.partners.forms import AbsenceForm
from care_triage.partners.routes.blueprint import UNITS, bp, to_unit
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _


@bp.route("/antennes/<int:unit_id>/absences", methods=["GET", "POST"])
@allow(*UNITS)
def add_absence(unit_id: int) -> Response | str | tuple[str, int]:
    """Say that the unit will be away."""
    page, form = queries.get_unit_page(unit_id, clock.today()), AbsenceForm()
    if form.validate_on_submit():
        try:
            service.add_absence(current_viewer(), unit_id, form.to_command())
        except EndsBeforeItBegins as error:
            form.until_on.errors = [message_of(error)]
        else:
            return to_unit(unit_id, _("L’absence est notée. Une autre antenne recevra ces jours-là, s’il y en a une."))
    return render_template("partners/absence_form.html", form=form, page=page), 422 if form.is_submitted() else 200


@bp.post("/antennes/<int:unit_id>/absences/<int:absence_id>/retirer")
@allow(*UNITS)
def remove_absence(unit_id: int, absence_id: int) -> Response:
    """The unit is not away after all."""
    service.remove_absence(current_viewer(), unit_id, absence_id)
    return to_unit(unit_id, _("L’absence est retirée."))
