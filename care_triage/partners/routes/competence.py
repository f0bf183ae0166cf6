"""« Qui couvre Tarare pour une dette Urssaf ? »: the competent unit of a commune, and why."""

from dataclasses import dataclass

from flask import render_template, request

from care_triage.infra import clock
from care_triage.partners import queries
from care_triage.partners.forms import CompetenceForm
from care_triage.partners.labels import is_choice, step_text
from care_triage.partners.policy import choose_unit
from care_triage.partners.routes.blueprint import bp
from care_triage.partners.types import Kind, UnitCard
from care_triage.territory.queries import find_commune, resolve_place, search_communes
from care_triage.territory.types import Ambiguous, Commune, Resolution, Resolved, Unknown
from care_triage.web.access import SignedIn, allow
from care_triage.web.i18n import _


@dataclass(frozen=True)
class Answer:
    """The unit, and the steps in words with whether each is the choice."""

    commune: Commune
    unit: UnitCard | None
    steps: list[tuple[str, bool]]


@bp.get("/competence")
@allow(SignedIn)
def competence() -> str | tuple[str, int]:
    """Ask, and read the answer with its trace."""
    form = CompetenceForm(request.args)
    # Another language or theme is no question.
    if not {"kind", "commune"} & request.args.keys():
        return render_template("partners/competence.html", form=CompetenceForm(formdata=None))
    if not form.validate():
        return render_template("partners/competence.html", form=form), 422
    place = _place(form)
    if isinstance(place, Resolved):
        answer = _answer(Kind(form.kind.data), place.commune)
        return render_template("partners/competence.html", form=form, answer=answer)
    form.commune.errors = [_(place.message, **place.values)]
    return render_template("partners/competence.html", form=form, options=_options(place)), 422


def _place(form: CompetenceForm) -> Resolution:
    """The commune that was chosen from a list, else the one that the text means."""
    chosen = find_commune(request.args.get("insee", ""))
    return Resolved(chosen) if chosen else resolve_place(form.commune.data)


def _options(place: Ambiguous | Unknown) -> tuple[Commune, ...]:
    return place.options if isinstance(place, Ambiguous) else place.suggestions


def _answer(kind: Kind, commune: Commune) -> Answer:
    on = clock.today()
    choice = choose_unit(queries.candidates(kind, commune.territory_codes, on), on)
    places = queries.area_names({step.code for step in choice.steps if step.code})
    unit = queries.find_unit(choice.unit_id) if choice.unit_id else None
    return Answer(commune, unit, [(step_text(step, places), is_choice(step)) for step in choice.steps])


@bp.get("/communes")
@allow(SignedIn)
def communes() -> str:
    """What the field of a commune proposes."""
    found = search_communes(request.args.get("q", "")[:100])
    return render_template(
        "partners/_communes.html", options=[(each.insee, each.label, each.department_name) for each in found]
    )
