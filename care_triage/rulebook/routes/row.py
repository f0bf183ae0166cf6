"""Writing one rule of a draft: change it, add one, copy one, take it out, put it back."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from care_triage.accounts.session import current_viewer
from care_triage.cases.labels import ROLE_NAMES
from care_triage.partners.labels import KIND_NAMES, STATUS_NAMES
from care_triage.partners.queries import search_areas
from care_triage.rulebook.errors import BadRuleId, RowChangedMeanwhile, RuleIdTaken, RuleNotFound
from care_triage.rulebook.findings.labels import SEVERITY_NAMES
from care_triage.rulebook.findings.world import World
from care_triage.rulebook.forms.row import RowForm, RowInput, read_row, shown_row
from care_triage.rulebook.labels import CLOCK_CHOICES, URGENCY_NAMES, field_name
from care_triage.rulebook.pages.row import Side, editors_of, sides_of, three_ways
from care_triage.rulebook.policy import problems_of_rule
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.world import world_of
from care_triage.rulebook.routes.blueprint import AUTHORS, READERS, Page, bp
from care_triage.rulebook.routes.writing import may_write
from care_triage.rulebook.service import drafts as use_cases
from care_triage.rulebook.types import DraftRule, DraftView, RowProblem
from care_triage.rulebook.words.cells import place_name
from care_triage.rulebook.words.notes import notes_of_row, problem_sentence
from care_triage.rules import Kind
from care_triage.territory.activities import activity_label, search_activities
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _, language, ngettext

# A rule is looked at before it has a name.
_NO_ID = "nouvelle-regle"
_NEW_RULE = {"role": "lead", "rank": 50, "answer_hours": 16, "status": "G", "when": {"subject": ""}}


@bp.route("/projets/<int:draft_id>/regle/<rule_id>", methods=["GET", "POST"])
@allow(*READERS)
def row(draft_id: int, rule_id: str) -> Page:
    """Change a rule; those who only read are shown it without a button."""
    draft = get_draft(draft_id)
    rule = draft.find(rule_id)
    if rule is None:
        raise RuleNotFound
    form = RowForm()
    if not form.is_submitted():
        shown = shown_row(rule_id, rule.fields, rule.revision, draft.base.to_vocabulary())
        return _page(draft, shown, form, rule)
    _must_write(draft)
    typed, offered = _typed(draft, rule_id)
    problems = problems_of_rule(draft.base, rule_id, typed.fields)
    if not _is_final(form, problems):
        return _page(draft, typed, form, rule, offered, problems)
    try:
        use_cases.save_row(draft_id, rule_id, typed.fields, typed.revision, current_viewer().user_id)
    except RowChangedMeanwhile as error:
        return _conflict(draft, rule, typed, form, error)
    return _saved(draft, rule_id, problems)


@bp.route("/projets/<int:draft_id>/regles/nouvelle", methods=["GET", "POST"])
@allow(*AUTHORS)
def new_row(draft_id: int) -> Page:
    """Write a rule that is not there yet, from nothing or from a copy (`?copie=`)."""
    draft, form = get_draft(draft_id), RowForm()
    _must_write(draft)
    copied = draft.find(request.args.get("copie", ""))
    if not form.is_submitted():
        fields = copied.fields if copied else _NEW_RULE
        rule_id = _free_id(draft, copied) if copied else ""
        return _page(draft, shown_row(rule_id, fields, 0, draft.base.to_vocabulary()), form)
    typed, offered = _typed(draft, request.form.get("id", "").strip()[:90])
    problems = problems_of_rule(draft.base, typed.rule_id or _NO_ID, typed.fields)
    if not _is_final(form, problems):
        return _page(draft, typed, form, None, offered, problems)
    try:
        after = copied.id if copied else None
        use_cases.add_row(draft_id, typed.rule_id, typed.fields, current_viewer().user_id, after=after)
    except (BadRuleId, RuleIdTaken) as error:
        return _page(draft, typed, form, None, offered, problems, id_error=message_of(error))
    return _saved(draft, typed.rule_id, problems)


@bp.post("/projets/<int:draft_id>/constats-de-la-regle")
@allow(*AUTHORS)
def row_findings(draft_id: int) -> Page:
    """What is the matter with a rule as it is being typed: a fragment beside its form."""
    draft = get_draft(draft_id)
    rule_id = (request.args.get("regle") or request.form.get("id", "")).strip()[:90]
    typed, _offered = _typed(draft, rule_id)
    problems = problems_of_rule(draft.base, rule_id or _NO_ID, typed.fields)
    return render_template("rulebook/_row_notes.html", **_notes(draft, typed, problems))


@bp.post("/projets/<int:draft_id>/regle/<rule_id>/retirer")
@allow(*AUTHORS)
def remove_row(draft_id: int, rule_id: str) -> Page:
    """Take a rule out of the draft; it stays visible, crossed out, and can be put back."""
    use_cases.remove_row(draft_id, rule_id, _seen(), current_viewer().user_id)
    flash(_("La règle %(rule)s est retirée du projet.", rule=rule_id), "success")
    return redirect(url_for("rulebook.draft_table", draft_id=draft_id, modifiees=1), 303)


@bp.post("/projets/<int:draft_id>/regle/<rule_id>/remettre")
@allow(*AUTHORS)
def undo_row(draft_id: int, rule_id: str) -> Page:
    """Put a rule back as the published version says it."""
    use_cases.undo_row(draft_id, rule_id, _seen(), current_viewer().user_id)
    flash(_("La règle %(rule)s est remise comme avant.", rule=rule_id), "success")
    return redirect(url_for("rulebook.draft_table", draft_id=draft_id), 303)


def _seen() -> int:
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _must_write(draft: DraftView) -> None:
    if not may_write(draft):
        abort(403)


def _typed(draft: DraftView, rule_id: str) -> tuple[RowInput, Mapping[str, Sequence[tuple[str, str]]]]:
    """The row as it was sent, with the places that a search by name found: one is ticked, several are proposed."""
    found: dict[str, str] = {}
    offered: dict[str, Sequence[tuple[str, str]]] = {}
    engine = draft.base.to_vocabulary()
    for name, fact in engine.items():
        text = request.form.get(f"search.{name}", "").strip()[:80] if fact.kind is Kind.CODE else ""
        offered[name], exact = _offers(name, text) if text else ([], None)
        if exact or len(offered[name]) == 1:
            found[name] = exact or offered[name][0][0]
    return read_row(rule_id, request.form, engine, found), offered


def _offers(name: str, text: str) -> tuple[list[tuple[str, str]], str | None]:
    """Codes to propose for what was typed, and the one that bears exactly this name."""
    if name == "naf":
        codes = search_activities(text, 8)
        same = [code for code in codes if code.partition(":")[2].casefold() == text.casefold()]
        return [(code, activity_label(code, language())) for code in codes], same[0] if same else None
    areas = search_areas(text, 8)
    named = [area.code for area in areas if area.name.casefold() == text.casefold()]
    offers = [(area.code, place_name(area.code, area.name, language())) for area in areas]
    return offers, named[0] if len(named) == 1 else None


def _is_final(form: RowForm, problems: Sequence[RowProblem]) -> bool:
    """Whether to save: asked for, and right or knowingly wrong. Adding or dropping a fact only shows the form again."""
    asked = request.form.get("do") in ("save", "keep") and not request.form.get("drop")
    searched = any(value.strip() for name, value in request.form.items() if name.startswith("search."))
    return asked and not searched and form.validate() and (not problems or request.form.get("do") == "keep")


def _saved(draft: DraftView, rule_id: str, problems: Sequence[RowProblem]) -> Page:
    if problems:
        text = ngettext(
            "La règle %(rule)s est enregistrée avec %(num)d erreur à corriger avant de publier.",
            "La règle %(rule)s est enregistrée avec %(num)d erreurs à corriger avant de publier.",
            len(problems), rule=rule_id,
        )  # fmt: skip
        flash(text, "warning")
    else:
        flash(_("La règle %(rule)s est enregistrée.", rule=rule_id), "success")
    return redirect(url_for("rulebook.row", draft_id=draft.id, rule_id=rule_id), 303)


def _free_id(draft: DraftView, copied: DraftRule) -> str:
    taken = {rule.id for rule in draft.rules}
    numbers = (f"{copied.id[:76]}-{number}" for number in range(2, 1000))
    return next(name for name in numbers if name not in taken)


def _conflict(draft: DraftView, rule: DraftRule, typed: RowInput, form: RowForm, error: RowChangedMeanwhile) -> Page:
    """Somebody else was quicker: base, theirs and mine side by side; saving again keeps mine."""
    fresh = get_draft(draft.id)
    mine = RowInput(typed.rule_id, typed.fields, typed.cells, error.revision)
    sides = sides_of(fresh, rule.base, error.theirs, typed.fields)
    problems = problems_of_rule(fresh.base, typed.rule_id, typed.fields)
    conflict = {"message": message_of(error), "sides": sides}
    return _page(fresh, mine, form, fresh.find(typed.rule_id), {}, problems, conflict=conflict)


def _notes(draft: DraftView, typed: RowInput, problems: Sequence[RowProblem]) -> dict[str, Any]:
    return {
        "draft": draft,
        "severities": SEVERITY_NAMES,
        "writes": may_write(draft),
        "row_problems": [problem_sentence(draft, problem) for problem in problems],
        "row_notes": () if problems else notes_of_row(draft, typed.rule_id or _NO_ID, typed.fields, _world(draft)),
    }


def _world(draft: DraftView) -> World:
    return world_of(draft.base.collective.departments)


def _contested(draft: DraftView, rule: DraftRule | None) -> Sequence[Side]:
    """What a version published since says of the rule, beside where both began and what the draft says."""
    return three_ways(draft, rule) if rule and rule.is_contested else ()


def _page(
    draft: DraftView,
    typed: RowInput,
    form: RowForm,
    rule: DraftRule | None = None,
    offered: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    problems: Sequence[RowProblem] | None = None,
    **more: Any,
) -> Page:
    """The form. It is 422 when it was sent to be saved and was not."""
    if problems is None:
        problems = problems_of_rule(draft.base, typed.rule_id or _NO_ID, typed.fields)
    refused = request.form.get("do") in ("save", "keep")
    used = {each.fact for each in typed.cells}
    page = render_template(
        "rulebook/row.html",
        form=form, rule=rule, typed=typed, fields=typed.fields, refused=refused,
        editors=editors_of(typed, draft, problems, offered or {}),
        field_errors={each.field: each.sentence(language()) for each in problems},
        addable=[spec for spec in draft.base.vocabulary if spec.name not in used],
        dates=[spec for spec in draft.base.vocabulary if spec.kind is Kind.DATE],
        kinds=KIND_NAMES, roles=ROLE_NAMES, urgencies=URGENCY_NAMES, statuses=STATUS_NAMES,
        clock_choices=CLOCK_CHOICES,
        field_name=lambda path: field_name(draft.base, path), contested_sides=_contested(draft, rule),
        **_notes(draft, typed, problems), **more,
    )  # fmt: skip
    if more.get("conflict"):
        return page, 409
    return page, 422 if refused else 200
