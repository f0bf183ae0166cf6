"""For which territories a unit is competent: a search, and one button for each territory."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from care_triage.accounts.session import current_viewer
from care_triage.infra import clock
from care_triage.partners import queries, service
from care_triage.partners.routes.blueprint import DIRECTORY, bp
from care_triage.web.access import allow
from care_triage.web.i18n import _
from care_triage.web.text import clean_line


@bp.get("/antennes/<int:unit_id>/territoires")
@allow(*DIRECTORY)
def coverage(unit_id: int) -> str:
    """What it covers, and territories to add found by their name."""
    words = clean_line(request.args.get("q", ""))[:100]
    page = queries.get_unit_page(unit_id, clock.today())
    return render_template("partners/coverage.html", page=page, words=words, found=queries.search_areas(words))


@bp.post("/antennes/<int:unit_id>/territoires/ajouter")
@allow(*DIRECTORY)
def add_coverage(unit_id: int) -> Response:
    """Cover one more territory."""
    service.add_coverage(current_viewer(), unit_id, request.form.get("code", "")[:60])
    return _back(unit_id, _("Le territoire est ajouté."))


@bp.post("/antennes/<int:unit_id>/territoires/retirer")
@allow(*DIRECTORY)
def remove_coverage(unit_id: int) -> Response:
    """No longer cover a territory."""
    service.remove_coverage(current_viewer(), unit_id, request.form.get("code", "")[:60])
    return _back(unit_id, _("Le territoire est retiré."))


def _back(unit_id: int, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("partners.coverage", unit_id=unit_id), 303)
