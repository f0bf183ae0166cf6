"""The owner's data: taken away, or erased after a day to change one's mind."""

from flask import Response, flash, redirect, render_template, stream_with_context, url_for

from care_triage.cases import policy
from care_triage.cases.errors import ErasureUnderWay
from care_triage.cases.queries.afterwards import find_erasure
from care_triage.cases.service.erase import ask_erasure, undo_erasure
from care_triage.intake.my_data import archive, collect
from care_triage.intake.owner_forms import ErasureForm
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.owner_link import own_case
from care_triage.intake.routes.pages import Page, help_lines, status_of_form
from care_triage.web.access import Owner, allow
from care_triage.web.i18n import _
from care_triage.web.limits import limit


@bp.get("/suivi/<token>/donnees")
@allow(Owner)
def my_data(token: str) -> str:
    """What may be done with one's data."""
    case = own_case(token)
    return render_template("intake/my_data.html", case=case, token=token, erasure=find_erasure(case.id), **help_lines())


@bp.get("/suivi/<token>/donnees.zip")
@allow(Owner)
@limit("10/hour")
def take_my_data(token: str) -> Response:
    """Everything the owner may see, as one archive that is written while it is read."""
    case = own_case(token)
    answer = Response(stream_with_context(archive(collect(case))), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="CARE-{case.reference}.zip"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.route("/suivi/<token>/effacer", methods=["GET", "POST"])
@allow(Owner)
@limit("10/hour", methods=("POST",))
def erase(token: str) -> Page:
    """Say what goes, what stays and why; then ask once more."""
    case, form = own_case(token), ErasureForm()
    if form.validate_on_submit():
        try:
            ask_erasure(case.id)
        except ErasureUnderWay:
            # A second press: the page says when it will be.
            return redirect(url_for("intake.track", token=token), 303)
        flash(_("C’est noté. Vous avez un jour pour changer d’avis."), "success")
        return redirect(url_for("intake.track", token=token), 303)
    page = render_template(
        "intake/erase.html", form=form, case=case, token=token, hours=policy.ERASURE_HOURS, **help_lines()
    )
    return page, status_of_form()


@bp.post("/suivi/<token>/effacer/annuler")
@allow(Owner)
@limit("20/hour")
def keep_my_data(token: str) -> Page:
    """Change one's mind."""
    if undo_erasure(own_case(token).id):
        flash(_("Rien ne sera effacé. Votre dossier continue comme avant."), "success")
    return redirect(url_for("intake.track", token=token), 303)
