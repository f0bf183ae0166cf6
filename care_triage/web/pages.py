"""Pages that belong to no feature: style page, accessibility, personal data, legal notice."""

from flask import Blueprint, render_template

from care_triage.web.access import Everyone, allow
from care_triage.web.samples import SampleForm, sample_values

blueprint = Blueprint("web", __name__, template_folder="templates")


@blueprint.get("/style")
@allow(Everyone)
def style() -> str:
    """Every component, in both themes."""
    forms = {theme: SampleForm(formdata=None, prefix=f"{theme}-") for theme in ("light", "dark")}
    for form in forms.values():
        form.show_sample_errors()
    return render_template("pages/style.html", forms=forms, **sample_values())


@blueprint.get("/accessibilite")
@allow(Everyone)
def accessibility() -> str:
    """Accessibility statement."""
    return render_template("pages/accessibility.html")


@blueprint.get("/donnees-personnelles")
@allow(Everyone)
def privacy() -> str:
    """What is kept about people, why, how long, and their rights."""
    return render_template("pages/privacy.html")


@blueprint.get("/mentions-legales")
@allow(Everyone)
def legal() -> str:
    """Who publishes this site."""
    return render_template("pages/legal.html")
