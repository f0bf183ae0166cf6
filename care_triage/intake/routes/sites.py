"""Coordinators and administrators say which sites may hold the front door, and get what a partner pastes."""

from flask import current_app, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from care_triage.accounts.types import Role
from care_triage.infra.errors import NotFound
from care_triage.intake.queries import find_site, sites
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.pages import Page, status_of_form
from care_triage.intake.service.sites import change_site, register_site
from care_triage.intake.site_forms import SiteForm
from care_triage.web import navigation
from care_triage.web.access import Everyone, allow
from care_triage.web.assets import STATIC
from care_triage.web.i18n import _, lazy

_KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


@bp.route("/espace/sites", methods=["GET", "POST"])
@allow(*_KEEPERS)
def show_sites() -> Page:
    """Every site, and the form for one more."""
    form = SiteForm(data={"active": True})
    if form.validate_on_submit():
        slug = register_site(form.name.data or "", form.allowed, current_user.id)
        flash(_("Le site est enregistré. Voici ce que le partenaire colle dans sa page."), "success")
        return redirect(url_for("intake.site", slug=slug), 303)
    return render_template("intake/sites.html", form=form, sites=sites()), status_of_form()


@bp.route("/espace/sites/<slug>", methods=["GET", "POST"])
@allow(*_KEEPERS)
def site(slug: str) -> Page:
    """One site: what to paste, its origins, and the switch."""
    found = find_site(slug)
    if found is None:
        raise NotFound
    form = SiteForm(data={"name": found.name, "origins": "\n".join(found.origins), "active": found.active})
    if form.validate_on_submit():
        change_site(slug, form.name.data or "", form.allowed, active=bool(form.active.data), person_id=current_user.id)
        flash(_("C’est enregistré."), "success")
        return redirect(url_for("intake.site", slug=slug), 303)
    return render_template("intake/site.html", form=form, site=found, snippet=_snippet(slug)), status_of_form()


@bp.get("/embarquer.js")
@allow(Everyone)
def embed_script() -> Response:
    """The one file of ours that a page of another site loads: it gives the frame its height."""
    answer = Response((STATIC / "embed.js").read_bytes(), mimetype="text/javascript")
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def _snippet(slug: str) -> str:
    base = current_app.config["PUBLIC_URL"]
    title = _("CARE : aide aux entreprises en difficulté")
    return (
        f'<iframe src="{base}/embarquer/{slug}/?campagne=accueil" title="{title}"\n'
        f'        width="100%" height="900" style="border:0" referrerpolicy="no-referrer-when-downgrade"></iframe>\n'
        f'<script src="{base}/embarquer.js" defer></script>'
    )


navigation.add(bp, lazy("Sites partenaires"), "intake.show_sites", roles=_KEEPERS, order=80, icon="external")
