"""Leaving and coming back: the private link of an unfinished request, on this device or by mail."""

from flask import current_app, flash, redirect, render_template, request, url_for

from care_triage.infra import clock
from care_triage.intake.errors import DraftNotFound
from care_triage.intake.forms import ContactForm
from care_triage.intake.later_form import LaterForm
from care_triage.intake.queries import get_draft
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.pages import Page, help_lines, page_values, status_of_form
from care_triage.intake.service.forget_drafts import KEPT
from care_triage.intake.service.send_resume_link import send_resume_link
from care_triage.intake.types import Answers, OpenDraft
from care_triage.web.access import Owner, allow
from care_triage.web.i18n import _, language
from care_triage.web.limits import limit


@bp.route("/demande/<token>/plus-tard", methods=["GET", "POST"])
@allow(Owner)
@limit("6/hour", methods=("POST",))
def later(token: str) -> Page:
    """The link to keep, until when it works, and how to receive it by mail."""
    draft = get_draft(token)
    form = LaterForm(data={"email": draft.answers.resume_email or draft.answers.contact_email})
    if form.validate_on_submit():
        send_resume_link(token, form.email.data, language())
        flash(_("Le lien part à l’instant vers %(email)s.", email=form.email.data), "success")
        return redirect(url_for("intake.later", token=token), 303)
    path = url_for("intake.resume", token=token)
    page = render_template(
        "intake/later.html", form=form, private_url=f"{current_app.config['PUBLIC_URL']}{path}",
        kept_until=((draft.updated_at or clock.now()) + KEPT).date(), **page_values(draft),
    )  # fmt: skip
    return page, status_of_form()


@bp.errorhandler(DraftNotFound)
def gone(_error: DraftNotFound) -> tuple[str, int]:
    """A link that is too old, or was cut: what to do now."""
    return render_template("intake/gone.html", **help_lines()), 404


def changed_elsewhere(draft: OpenDraft) -> bool:
    """Whether the request changed since the page that is sent was opened, on another device or in another tab."""
    seen = request.form.get("seen", "")
    return bool(seen) and draft.updated_at is not None and seen != draft.updated_at.isoformat()


def keep_what_was_typed_elsewhere(form: ContactForm, stored: Answers) -> None:
    """A box left empty here does not empty what another device filled in meanwhile; of two texts the last counts."""
    boxes = (
        (form.company_name, stored.company_name),
        (form.siret, stored.siret),
        (form.email, stored.contact_email),
        (form.phone, stored.contact_phone),
    )
    kept = [(field, value) for field, value in boxes if value and not field.data]
    for field, value in kept:
        field.data = value
    if kept or (stored.contact_name and stored.contact_name != form.name.data):
        flash(_("Cette page avait aussi été remplie ailleurs. Nous gardons tout, et la dernière version là où elles "
                "diffèrent. Vérifiez avant d’envoyer."), "info")  # fmt: skip
