"""Which case a private link opens; what an owner reads whose link does not work; how they get a new one."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for

from care_triage.cases.errors import LinkExpired, LinkForged
from care_triage.cases.links import OwnerKey, Scope, owner_token, read_owner_token
from care_triage.cases.queries.case_view import get_owner_case
from care_triage.cases.queries.rows import CaseView
from care_triage.cases.service.replace_link import replace_link, send_fresh_link
from care_triage.infra.errors import Forbidden
from care_triage.intake.owner_forms import FreshLinkForm
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.pages import Page, help_lines, status_of_form
from care_triage.web.access import Everyone, Owner, allow
from care_triage.web.errors import error_response, message_of
from care_triage.web.i18n import _
from care_triage.web.limits import fingerprint, limit


class OnlyTheOwner(Forbidden):
    """Whoever writes for an owner may not do this in their place."""

    message = "Seul le dirigeant peut faire cela, avec son propre lien. Il l’a reçu par mail."


def case_of(token: str) -> CaseView:
    """The case of the link to the whole page."""
    return get_owner_case(read_owner_token(token))


def own_case(token: str) -> CaseView:
    """The same for what nobody may do in the owner's place."""
    key = read_owner_token(token)
    if key.by_helper:
        raise OnlyTheOwner
    return get_owner_case(key)


def case_in_scope(token: str, scope: Scope) -> tuple[CaseView, bool]:
    """The case of a link of this scope, or of the link to the whole page; and whether it was the latter."""
    try:
        return get_owner_case(read_owner_token(token, scope)), False
    except LinkForged:
        return case_of(token), True


@bp.errorhandler(LinkExpired)
@bp.errorhandler(LinkForged)
def link_does_not_open(error: LinkExpired | LinkForged) -> Response:
    """An old or broken link: say so, and offer a new one."""
    if request.headers.get("HX-Request"):
        return error_response(error.status, message_of(error))
    page = render_template(
        "intake/link_expired.html", form=FreshLinkForm(formdata=None), message=message_of(error),
        expired=isinstance(error, LinkExpired), **help_lines(),
    )  # fmt: skip
    return make_response(page, error.status)


@bp.route("/lien", methods=["GET", "POST"])
@allow(Everyone)
@limit("10/hour", methods=("POST",))
@limit("3/hour", key=lambda: fingerprint(request.form.get("reference", "")), methods=("POST",))
def fresh_link() -> Page:
    """A new link by the reference, sent to the address on file. The answer never tells whether the case exists."""
    form = FreshLinkForm()
    if form.validate_on_submit():
        send_fresh_link(form.reference.data or "")
        return redirect(url_for("intake.link_sent"), 303)
    return render_template("intake/fresh_link.html", form=form, **help_lines()), status_of_form()


@bp.get("/lien/envoye")
@allow(Everyone)
def link_sent() -> str:
    """The same words for everybody who asked."""
    return render_template("intake/link_sent.html", **help_lines())


@bp.post("/suivi/<token>/deconnecter")
@allow(Owner)
@limit("10/hour")
def disconnect(token: str) -> Page:
    """Every other link stops working; this browser goes on with the new one."""
    case = own_case(token)
    key = replace_link(case.id)
    flash(
        _("C’est fait : seuls cet appareil et le lien que nous venons de vous envoyer ouvrent votre dossier."),
        "success",
    )
    return redirect(url_for("intake.track", token=owner_token(OwnerKey(case.id, key.version))), 303)
