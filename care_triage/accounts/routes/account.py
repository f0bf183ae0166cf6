"""One's own account."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from care_triage.accounts import queries, service
from care_triage.accounts import session as accounts_session
from care_triage.accounts.errors import WeakPassword, WrongPassword
from care_triage.accounts.forms import AccountForm, ChangePasswordForm
from care_triage.accounts.routes.blueprint import bp
from care_triage.web.access import SignedIn, allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _
from care_triage.web.limits import limit


@bp.route("/compte", methods=["GET", "POST"])
@allow(SignedIn)
def account() -> Response | str | tuple[str, int]:
    """Name, language, roles held, and the doors to everything else about oneself."""
    form = AccountForm(obj=current_user)
    if form.validate_on_submit():
        person = service.describe_oneself(current_user.id, form.name.data, form.locale.data)
        flash(_("Vos informations sont enregistrées."), "success")
        # The address carries the language, so that this browser remembers it.
        return redirect(url_for("accounts.account", lang=person.locale), 303)
    roles = queries.roles_held(current_user.id)
    return render_template("accounts/account.html", form=form, roles=roles), 422 if form.is_submitted() else 200


def _signed_in() -> str:
    return f"person:{current_user.id}"


@bp.route("/compte/mot-de-passe", methods=["GET", "POST"])
@allow(SignedIn)
@limit("10 per 10 minutes", key=_signed_in, methods=("POST",))
def change_password() -> Response | str | tuple[str, int]:
    """Replace one's password; every other device is signed out."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            person = service.change_password(current_user.id, form.current.data, form.password.data)
        except WrongPassword as error:
            form.current.errors = [message_of(error)]
        except WeakPassword as error:
            form.password.errors = [message_of(error)]
        else:
            accounts_session.start(person)
            flash(_("Votre mot de passe est changé. Vos autres appareils sont déconnectés."), "success")
            return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/change_password.html", form=form), 422 if form.is_submitted() else 200


@bp.post("/compte/autres-appareils")
@allow(SignedIn)
def end_other_sessions() -> Response:
    """Sign out everywhere but here."""
    accounts_session.start(service.end_sessions(current_user.id))
    flash(_("Vos autres appareils sont déconnectés."), "success")
    return redirect(url_for("accounts.account"), 303)
