"""The owner's firm: looked for by name or SIRET, chosen, corrected, or passed over."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from care_triage.firms.lookup import can_search, find_firm, search_firms
from care_triage.firms.types import FoundFirm, Search
from care_triage.intake.firm import PLACE_KEY, register_lines
from care_triage.intake.forms import FirmForm
from care_triage.intake.queries import get_draft
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.pages import Page, next_url, page_values
from care_triage.intake.service import firm as use_cases
from care_triage.intake.types import Answers, OpenDraft
from care_triage.territory.activities import activity_name
from care_triage.territory.errors import InvalidCompanyNumber
from care_triage.territory.identifiers import display_siret, parse_siret
from care_triage.territory.queries import find_commune
from care_triage.triage.document import FactSpec
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.access import Owner, allow
from care_triage.web.i18n import _, language
from care_triage.web.limits import limit

_MOST_SHOWN = 8
_LONGEST = 120


@bp.get("/demande/<token>/entreprise")
@allow(Owner)
@limit("120/minute")
def firm(token: str) -> Page:
    """The box, with what was found; or the firm that was chosen, to correct."""
    draft = get_draft(token)
    if draft.answers.firm and "q" not in request.args:
        return _chosen(draft)
    if not can_search():
        return redirect(next_url(token, use_cases.skip_firm(token)), 303)
    typed = " ".join(request.args.get("q", "").split())[:_LONGEST]
    found = search_firms(typed, _MOST_SHOWN, _near(draft.answers)) if typed else Search()
    return render_template(
        "intake/firm.html", typed=typed, found=found, form=FirmForm(), activity_name=activity_name,
        display_siret=display_siret, **page_values(draft),
    )  # fmt: skip


@bp.post("/demande/<token>/entreprise")
@allow(Owner)
@limit("60/hour")
def take_firm(token: str) -> Response:
    """One of: this firm, these lines of it, another firm, none."""
    match request.form.get("do"):
        case "choose":
            found = _find(request.form.get("siret", ""))
            if found is not None:
                use_cases.choose_firm(token, found)
            return redirect(url_for("intake.firm", token=token), 303)
        case "keep":
            return redirect(next_url(token, use_cases.confirm_firm(token, request.form.getlist("kept"))), 303)
        case "forget":
            use_cases.forget_firm(token)
            return redirect(url_for("intake.firm", token=token, q=""), 303)
        case _:
            return redirect(next_url(token, use_cases.skip_firm(token)), 303)


def known_of_register(token: str, answers: Answers, specs: Mapping[str, FactSpec]) -> list[tuple[str, str]]:
    """What the register tells, for the review: where to correct it, and the sentence with its source."""
    return [
        (url_for("intake.firm", token=token), _("%(fact)s (d’après le registre)", fact=line.text))
        for line in register_lines(answers, specs, language(), only_kept=True)
    ]


def _chosen(draft: OpenDraft) -> str:
    lines = register_lines(draft.answers, current_rule_set().document.fact_by_name, language())
    commune = find_commune(draft.answers.firm.get("commune", ""))
    kept = [line.key for line in lines if line.kept]
    if commune is not None and draft.answers.commune == commune.insee:
        kept.append(PLACE_KEY)
    return render_template(
        "intake/firm_chosen.html", form=FirmForm(data={"kept": kept}), lines=lines, commune=commune, kept=kept,
        siret=display_siret(draft.answers.firm["siret"]), **page_values(draft),
    )  # fmt: skip


def _find(text: str) -> FoundFirm | None:
    try:
        return find_firm(parse_siret(text))
    except InvalidCompanyNumber:
        return None


def _near(answers: Answers) -> frozenset[str]:
    """The owner's town, which the register of Lyon writes by its arrondissements."""
    return frozenset({answers.commune} - {""})
