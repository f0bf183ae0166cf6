"""The people of the collective: invite, give roles, close and reopen accounts."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from care_triage.accounts import queries, service
from care_triage.accounts.errors import EmailTaken, InvalidPerson
from care_triage.accounts.forms import InvitationForm, RolesForm
from care_triage.accounts.policy import grantable_collective_roles, may_manage
from care_triage.accounts.routes.blueprint import bp
from care_triage.accounts.session import current_viewer
from care_triage.accounts.types import Role
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _
from care_triage.web.text import clean_line

_MANAGERS = (Role.ADMINISTRATOR, Role.COORDINATOR)


@bp.get("/espace/personnes")
@allow(*_MANAGERS)
def people() -> str:
    """Everyone with an account, or those whose name or address holds what was searched."""
    words = clean_line(request.args.get("q", ""))[:100]
    return render_template("accounts/people.html", people=queries.people(words), words=words)


@bp.route("/espace/personnes/inviter", methods=["GET", "POST"])
@allow(*_MANAGERS)
def invite() -> Response | str | tuple[str, int]:
    """Open an account; its owner chooses the password by a link."""
    viewer = current_viewer()
    form = InvitationForm()
    form.offer(grantable_collective_roles(viewer))
    if form.validate_on_submit():
        try:
            person = service.invite_with_roles(viewer, form.name.data, form.email.data, form.locale.data, form.chosen())
        except (EmailTaken, InvalidPerson) as error:
            form.email.errors = [message_of(error)]
        else:
            flash(_("L’invitation part à %(email)s.", email=person.email), "success")
            return redirect(url_for("accounts.person", person_id=person.id), 303)
    return render_template("accounts/invite.html", form=form), 422 if form.is_submitted() else 200


@bp.get("/espace/personnes/<int:person_id>")
@allow(*_MANAGERS)
def person(person_id: int) -> str:
    """One person: standing, roles, what may be changed."""
    return _person_page(person_id, RolesForm(formdata=None))


@bp.post("/espace/personnes/<int:person_id>/roles")
@allow(*_MANAGERS)
def set_roles(person_id: int) -> Response | tuple[str, int]:
    """Give and take back the roles that concern the whole collective."""
    viewer, form = current_viewer(), RolesForm()
    form.offer(grantable_collective_roles(viewer))
    if not form.validate():
        return _person_page(person_id, form), 422
    service.set_collective_roles(viewer, person_id, form.chosen())
    return _back_to(person_id, _("Les rôles sont enregistrés. Ils valent dès la prochaine page."))


@bp.post("/espace/personnes/<int:person_id>/inviter")
@allow(*_MANAGERS)
def invite_again(person_id: int) -> Response:
    """Send a fresh link."""
    service.invite_again(current_viewer(), person_id)
    return _back_to(person_id, _("Un nouveau lien part par message."))


@bp.post("/espace/personnes/<int:person_id>/fermer")
@allow(*_MANAGERS)
def deactivate(person_id: int) -> Response:
    """Close an account at once."""
    service.deactivate_person(current_viewer(), person_id)
    return _back_to(person_id, _("Le compte est fermé. Cette personne ne peut plus se connecter."))


@bp.post("/espace/personnes/<int:person_id>/rouvrir")
@allow(*_MANAGERS)
def reactivate(person_id: int) -> Response:
    """Open a closed account again."""
    service.reactivate_person(current_viewer(), person_id)
    return _back_to(person_id, _("Le compte est de nouveau ouvert."))


def _person_page(person_id: int, form: RolesForm) -> str:
    viewer, shown = current_viewer(), queries.get_person(person_id)
    offered = grantable_collective_roles(viewer)
    form.offer(offered)
    if not form.is_submitted():
        form.roles.data = [role.value for role in offered if role in shown.roles]
    return render_template(
        "accounts/person.html",
        form=form,
        person=shown,
        roles=queries.roles_held(person_id),
        manageable=may_manage(viewer, shown.roles),
    )


def _back_to(person_id: int, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("accounts.person", person_id=person_id), 303)
