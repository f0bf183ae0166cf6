"""Signing in and out."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from care_triage.accounts import service
from care_triage.accounts import session as accounts_session
from care_triage.accounts.errors import SignInBusy, SignInRefused
from care_triage.accounts.forms import SignInForm
from care_triage.accounts.routes.blueprint import bp
from care_triage.web import held_form, navigation
from care_triage.web.access import Everyone, allow
from care_triage.web.addresses import local_path
from care_triage.web.errors import message_of
from care_triage.web.held_form import HeldForm
from care_triage.web.i18n import _
from care_triage.web.limits import Count, fingerprint, limit, retry_later, wait_message

# A whole office shares one address, so it may fail more often than one person may.
FAILURES_BY_EMAIL = "10 per 10 minutes"
FAILURES_BY_ADDRESS = "50 per 10 minutes"


def _typed_email() -> str:
    return fingerprint(request.form.get("email", ""))


def _has_failed(response: Response) -> bool:
    return response.status_code == SignInRefused.status


def _page(form: SignInForm, held: HeldForm | None = None) -> str:
    return render_template("accounts/sign_in.html", form=form, held=held, next=local_path(request.args.get("next")))


def _too_often(count: Count) -> Response:
    form = SignInForm()
    form.form_errors.append(wait_message(count))
    return retry_later(count, make_response(_page(form, held_form.find_held())))


@bp.route("/connexion", methods=["GET", "POST"])
@allow(Everyone)
@limit(FAILURES_BY_EMAIL, key=_typed_email, methods=("POST",), counts=_has_failed, refuse=_too_often)
@limit(FAILURES_BY_ADDRESS, methods=("POST",), counts=_has_failed, refuse=_too_often)
def sign_in() -> str | BaseResponse | tuple[str, int]:
    """The door of advisers and coordinators."""
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(_destination())
    form, held = SignInForm(), held_form.find_held()
    if not form.validate_on_submit():
        return _page(form, held), 422 if form.is_submitted() else 200
    try:
        person = service.sign_in(form.email.data, form.password.data)
    except (SignInRefused, SignInBusy) as error:
        form.form_errors.append(message_of(error))
        return _page(form, held), error.status
    accounts_session.start(person)
    return held_form.resume(held) if held else redirect(_destination(), 303)


def page_for_held_form(held: HeldForm) -> str:
    """The sign-in page that carries a form whose session ended before it was sent."""
    return _page(SignInForm(formdata=None), held)


@bp.post("/deconnexion")
@allow(Everyone)
def sign_out() -> BaseResponse:
    """Leave; open to everyone, because leaving twice is fine."""
    accounts_session.end()
    flash(_("Vous êtes déconnecté."), "success")
    return redirect(url_for("accounts.sign_in"), 303)


def _destination() -> str:
    """Where the reader was going, else the first entry of their menu."""
    return local_path(request.args.get("next")) or navigation.items()[0].url
