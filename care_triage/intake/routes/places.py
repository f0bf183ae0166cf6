"""Where the business is, and proposals of communes while the owner types."""

from flask import redirect, render_template, request

from care_triage.intake.forms import PlaceForm
from care_triage.intake.queries import get_draft
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.pages import Page, next_url, page_values, status_of_form
from care_triage.intake.service import drafts
from care_triage.intake.types import Answers
from care_triage.territory.queries import find_commune, resolve_place, search_communes
from care_triage.territory.types import Ambiguous, Commune, Resolved, Unknown
from care_triage.web.access import Everyone, Owner, allow
from care_triage.web.i18n import _
from care_triage.web.limits import limit


@bp.route("/demande/<token>/lieu", methods=["GET", "POST"])
@allow(Owner)
def place(token: str) -> Page:
    """Where the business is; several places of one name become a choice."""
    draft = get_draft(token)
    form = PlaceForm(data={"place": draft.answers.commune_label})
    suggestions: tuple[Commune, ...] = ()
    if form.validate_on_submit():
        found, suggestions = _find_place(form, draft.answers)
        if found is not None:
            answers = drafts.change_request(
                token, commune=found.insee, commune_label=found.label, department=found.department
            )
            return redirect(next_url(token, answers), 303)
    form.offer(suggestions)
    return render_template("intake/place.html", form=form, options=suggestions, **page_values(draft)), status_of_form()


def _find_place(form: PlaceForm, answers: Answers) -> tuple[Commune | None, tuple[Commune, ...]]:
    """The place meant, or the places it might be, with the message beside the field."""
    typed = form.place.data or ""
    chosen = find_commune(form.commune.data) if form.commune.data else None
    if chosen is not None:
        return chosen, ()
    if answers.commune and typed == answers.commune_label:
        return find_commune(answers.commune), ()
    match resolve_place(typed):
        case Resolved(commune):
            return commune, ()
        case Ambiguous(options=options) as several:
            form.place.errors = [_(several.message, **several.values)]
            return None, options
        case Unknown(suggestions=suggestions) as unknown:
            coded = find_commune(typed)
            # Company papers give Lyon's arrondissements by their code of INSEE: 69383 is nobody's postal code.
            if coded is not None and coded.parent:
                return coded, ()
            form.place.errors = [_(unknown.message, **unknown.values)]
            return None, suggestions if coded is None else (coded, *suggestions)
    raise AssertionError("a resolution is one of three")


@bp.get("/communes")
@allow(Everyone)
@limit("120/minute")
def communes() -> str:
    """Options of the place box."""
    found = search_communes(request.args.get("q", "")[:80], limit=8)
    return render_template("intake/_communes.html", communes=found)
