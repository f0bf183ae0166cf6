"""A forgotten password, and the link by which a password is chosen."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from care_triage.accounts import service
from care_triage.accounts.errors import WeakPassword
from care_triage.accounts.forms import NewPasswordForm, ResetForm
from care_triage.accounts.routes.blueprint import bp
from care_triage.web.access import Everyone, allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _
from care_triage.web.limits import fingerprint, limit

# Every request may send a mail to somebody who did not ask.
REQUESTS_BY_EMAIL = "3 per hour"
REQUESTS_BY_ADDRESS = "20 per hour"


def _typed_email() -> str:
    return fingerprint(request.form.get("email", ""))


@bp.route("/mot-de-passe", methods=["GET", "POST"])
@allow(Everyone)
@limit(REQUESTS_BY_EMAIL, key=_typed_email, methods=("POST",))
@limit(REQUESTS_BY_ADDRESS, methods=("POST",))
def forgotten_password() -> Response | str | tuple[str, int]:
    """Ask for a link. The answer is the same whether the address has an account or not."""
    form = ResetForm()
    if not form.validate_on_submit():
        return render_template("accounts/forgotten_password.html", form=form), 422 if form.is_submitted() else 200
    service.request_password_reset(form.email.data)
    flash(
        _("Si cette adresse a un compte, un message vient de partir avec un lien. Regardez aussi les indésirables."),
        "success",
    )
    return redirect(url_for("accounts.sign_in"), 303)


@bp.route("/mot-de-passe/<token>", methods=["GET", "POST"])
@allow(Everyone)
@limit(REQUESTS_BY_ADDRESS, methods=("POST",))
def choose_password(token: str) -> Response | str | tuple[str, int]:
    """Choose a password by a link: opening it uses nothing up, mail filters open links too."""
    person = service.check_password_link(token)
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            service.set_password(token, form.password.data)
        except WeakPassword as error:
            form.password.errors = [message_of(error)]
        else:
            flash(_("Votre mot de passe est enregistré. Vous pouvez vous connecter."), "success")
            return redirect(url_for("accounts.sign_in"), 303)
    page = render_template("accounts/choose_password.html", form=form, person=person)
    return page, 422 if form.is_submitted() else 200
